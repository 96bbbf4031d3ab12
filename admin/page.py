"""What every list in /admin has in common: it reads, for one business, in Spanish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from sqladmin import ModelView
from sqlalchemy import Select, String, cast, func, or_, select
from starlette.exceptions import HTTPException
from starlette.requests import Request

from admin import show
from admin.context import current
from admin.filters import EVERYTHING
from admin.known import person

LONGEST_SEARCH = 100
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet, as its page shows it.

    `look` is a CSS class: `title`, `number`, `prose` (long) or `minor` (not in a phone's list). `leads`
    names another page and the column that holds the id there.
    """

    name: str
    label: str
    show: Callable[[Any, str, Request], Any] = show.as_text
    look: str = ""
    sorts: bool = False
    searches: bool = False
    leads: tuple[str, str] | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one row. `href` leads to the row it names."""

    column: Column
    value: Any
    href: str | None


class Page(ModelView):
    """A list and its rows' details, over a `sheet`. Nothing can be created, changed or deleted."""

    can_create = False
    can_edit = False
    can_delete = False
    can_export = False
    can_import = False

    page_size = 25
    page_size_options = (25, 50, 100)
    list_template = "sqladmin/list.html"
    details_template = "sqladmin/details.html"

    columns: ClassVar[Sequence[Column]] = ()
    about: ClassVar[str] = ""
    """One sentence under the title."""
    technical: ClassVar[bool] = False
    """Only the owner sees it."""
    begin: ClassVar[tuple[str, str] | None] = None
    """Path below /admin and words of what can be begun from the list."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.column_list = [column.name for column in cls.columns if column.listed]
        cls.column_details_list = [column.name for column in cls.columns]
        cls.column_labels = {column.name: column.label for column in cls.columns}
        cls.column_formatters = {column.name: column.show for column in cls.columns}
        cls.column_formatters_detail = cls.column_formatters
        cls.column_sortable_list = [column.name for column in cls.columns if column.sorts]
        cls.column_searchable_list = [column.name for column in cls.columns if column.searches]

    def list_query(self, request: Request) -> Select[Any]:
        """This business's rows."""
        return select(self.model).where(self.column("business_id") == current.get().business_id)

    def count_query(self, request: Request) -> Select[Any]:
        """How many there are."""
        return select(func.count()).select_from(self.list_query(request).subquery())

    def form_details_query(self, request: Request) -> Select[Any]:
        """One of them; 404 for what cannot be an id."""
        pk = request.path_params["pk"]
        if not (pk.isascii() and pk.isdigit() and int(pk) <= LARGEST_ID):
            raise HTTPException(404)
        return self.list_query(request).where(self.column("id") == int(pk))

    def search_query(self, stmt: Select[Any], term: str) -> Select[Any]:
        """Rows that hold every word of the term, each in some searchable column."""
        fields = [cast(self.column(c.name), String) for c in self.columns if c.searches]
        for word in term.replace("\0", "")[:LONGEST_SEARCH].split() if fields else ():
            stmt = stmt.where(or_(*(field.icontains(word, autoescape=True) for field in fields)))
        return stmt

    async def list_context(self, request: Request) -> dict[str, Any]:
        """The filters with their choices, what was chosen, and the way to the list without them."""
        filters: list[tuple[Any, list[tuple[str, str]], str]] = [
            (made, await made.lookups(request, self.model, self._run_query), self._asked(request, made))
            for made in self.get_filters()
        ]
        everything = urlencode({made.parameter_name: EVERYTHING for made, _, _ in filters if made.default_value})
        return {
            "title": self.name_plural,
            "filters": filters,
            "narrowed": any(asked not in ("", EVERYTHING) for _, _, asked in filters),
            "everything": f"?{everything}" if everything else request.url.path,
        }

    def listed(self) -> list[Column]:
        """The columns of the list."""
        return [column for column in self.columns if column.listed]

    def cells(self, row: Any, columns: Sequence[Column], request: Request) -> list[Cell]:
        """The row's values under these columns, as they are shown."""
        return [
            Cell(column, column.show(row, column.name, request), self._href(request, row, column)) for column in columns
        ]

    def heading(self, row: Any) -> str:
        """What the row's page is called: `Cita de Laura Torres`, `Marta`, `Envío 12`."""
        if name := getattr(row, "name", None):
            return str(name)
        customer = getattr(row, "customer", None)
        if customer is None:
            return f"{self.name} {row.id}"
        who = person(str(customer))
        return who if self.identity == "customer" else f"{self.name} de {who}"

    def address(self, request: Request, row: Any) -> str:
        """Where the row's details are."""
        return request.url_for("admin:details", identity=self.identity, pk=row.id).path

    def column(self, name: str) -> Any:
        """The sheet's column."""
        return getattr(self.model, name)

    def _href(self, request: Request, row: Any, column: Column) -> str | None:
        if column.leads is None:
            return None
        identity, id_column = column.leads
        target = getattr(row, id_column)
        page = self._admin_ref._find_model_view(identity)
        if target is None or not page.is_accessible(request):
            return None
        path: str = request.url_for("admin:details", identity=identity, pk=target).path
        return path

    @staticmethod
    def _asked(request: Request, made: Any) -> str:
        given = request.query_params.get(made.parameter_name)
        return given or made.default_value or ""
