"""The menu of /admin: pages by category, for whoever may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqladmin import BaseView
from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Item:
    """One page."""

    title: str
    icon: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under one heading."""

    title: str
    items: Sequence[Item]


def menu(views: Sequence[BaseView], request: Request) -> list[Group]:
    """The groups in the order of their pages; what may not be seen is not there."""
    open_to_her = [view for view in views if view.is_accessible(request)]
    return [
        Group(title, [_item(view, request) for view in pages])
        for title, pages in groupby(open_to_her, lambda view: view.category)
    ]


def _item(view: BaseView, request: Request) -> Item:
    title = getattr(view, "name_plural", "") or view.name
    href = request.url_for("admin:list", identity=view.identity).path
    here = request.path_params.get("identity") == view.identity
    return Item(title, view.icon, href, here)
