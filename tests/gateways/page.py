"""Three answers for `test_log_at_rest`: uvicorn imports this module, which sets up logs as `app.main` does."""

from fastapi import FastAPI

from gateways.log import configure

configure("page")
app = FastAPI()


@app.get("/")
async def well() -> dict[str, str]:
    """As it should be."""
    return {}


@app.get("/fault")
async def fault() -> None:
    """A fault of ours."""
    raise RuntimeError("this page is broken")
