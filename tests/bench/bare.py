"""What the webhook's answer is measured by: the least that a FastAPI route can do."""

from fastapi import FastAPI

app = FastAPI()


@app.post("/")
async def bare() -> dict[str, str]:
    """Answers without looking at the request."""
    return {}
