"""How everybody speaks to the broker. Messages only wake somebody up: losing or repeating one does no harm."""

from typing import Any

from celery import Celery

TRANSPORT = {
    "visibility_timeout": 240,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "unacked_mutex_expire": 30,
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
PRODUCER_TRANSPORT = TRANSPORT | {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}

ROUTES = {
    "tasks.turn.*": {"queue": "turns"},
    "tasks.outbox.*": {"queue": "outbox"},
    "tasks.sweeps.*": {"queue": "sweeps"},
    "tasks.hints.*": {"queue": "sync"},
    "tasks.calendars.*": {"queue": "sync"},
}


def configured(redis_url: str, transport: dict[str, Any]) -> Celery:
    """A Celery application that speaks to this broker; tasks are known by name only."""
    app = Celery("turno", broker=redis_url)
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        result_backend=None,
        task_ignore_result=True,
        task_store_eager_result=False,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_soft_shutdown_timeout=30,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_send_task_events=True,
        task_send_sent_event=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options=transport,
        task_publish_retry=False,
        task_routes=ROUTES,
        task_default_queue="sync",
        timezone="UTC",
    )
    return app


def producer(redis_url: str) -> Celery:
    """For the API: publishes with half-second timeouts and never tries again."""
    return configured(redis_url, PRODUCER_TRANSPORT)
