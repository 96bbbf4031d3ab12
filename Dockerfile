# The product, without the demo's stand-ins and embedded servers. compose.yaml says what is run of it.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/product.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r product.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home turno
COPY --from=packages /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /turno
# .dockerignore lets nothing but the product in.
COPY . .
USER turno
