"""What WhatsApp makes of an outgoing message: the text that the customer reads, or the error that
comes back."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sandbox.store import Document

TEMPLATES = (
    "appointment_reminder",
    "booking_confirmed",
    "booking_changed",
    "booking_cancelled",
    "waitlist_offer",
    "payment_refunded",
)
"""The approved templates of the demo salon: category UTILITY, in Spanish and English."""

MOST_BUTTONS, BUTTON_LETTERS = 3, 20
MOST_ROWS, ROW_LETTERS = 10, 24
"""Up to three items are sent as buttons, more as a list."""

LONGEST_TEXT = 4096
"""Characters that WhatsApp takes in one text, also above a list."""

LONGEST_TEXT_WITH_BUTTONS = 1024

UNKNOWN_TEMPLATE = "Template not found or invalid template name"
TOO_LONG = "100: Param text['body'] must be at most 4096 characters long."


@dataclass(frozen=True)
class Outcome:
    """Either a text that arrived or the error of one that did not."""

    text: str | None = None
    error: str | None = None


def send(content: str, template: Document | None, window_open: bool) -> Outcome:
    """Send a session message, or a template. Outside the 24-hour window only a template arrives."""
    if template is None and not window_open:
        # Chatwoot then looks for a template all the same, and finds none.
        return Outcome(error=UNKNOWN_TEMPLATE)
    if template is not None and not _approved(template):
        return Outcome(error=UNKNOWN_TEMPLATE)
    text = rendered(content)
    return Outcome(error=TOO_LONG) if len(text) > LONGEST_TEXT else Outcome(text=text)


def misfit(items: list[Document], text: str) -> str | None:
    """WhatsApp's error about what can be tapped below that text; None when it fits."""
    if len(items) > MOST_ROWS:
        return f"131009: Total row count exceed max allowed count: {MOST_ROWS}"
    are_buttons = 0 < len(items) <= MOST_BUTTONS
    letters = BUTTON_LETTERS if are_buttons else ROW_LETTERS
    titles = [str(item.get("title", "")) for item in items]
    if any(not 0 < len(title) <= letters for title in titles):
        return f"131009: Title length invalid. Min length: 1, max length: {letters}"
    if len({str(item.get("value")) for item in items}) < len(items):
        return "131009: Duplicated id"
    if are_buttons and len(set(titles)) < len(titles):
        return "131009: Duplicated title"
    if are_buttons and len(text) > LONGEST_TEXT_WITH_BUTTONS:
        return f"131009: Body text length invalid. Min length: 1, max length: {LONGEST_TEXT_WITH_BUTTONS}"
    return None


def _approved(template: Document) -> bool:
    return (
        template.get("name") in TEMPLATES
        and template.get("language") in ("es", "en")
        and template.get("category") == "UTILITY"
    )


def rendered(content: str) -> str:
    """CommonMark to WhatsApp's marks, as Chatwoot's renderer does it (it keeps blank lines, drops
    HTML)."""
    held = re.sub(r"(?m)^[ \t]+$", "", content)
    held = re.sub(r"\n{2,}", lambda lines: f"{{{{PRESERVE_{len(lines[0])}_NEWLINES}}}}", held)
    out = _Renderer()
    out.blocks(MarkdownIt("commonmark").parse(held))
    text = re.sub(r"\n+\Z", "", out.text)
    return re.sub(r"{{PRESERVE_(\d+)_NEWLINES}}", lambda mark: "\n" * int(mark[1]), text)


class _Renderer:
    """Walks markdown-it's flat list of tokens."""

    def __init__(self) -> None:
        self.text = ""
        self._item_numbers: list[int | None] = []

    def blocks(self, tokens: list[Token]) -> None:
        for token in tokens:
            match token.type:
                case "inline":
                    self._inline(token.children or [])
                case "bullet_list_open":
                    self._item_numbers.append(None)
                case "ordered_list_open":
                    self._item_numbers.append(int(token.attrs.get("start", 1)))
                case "list_item_open":
                    self._item()
                case "bullet_list_close" | "ordered_list_close":
                    self._item_numbers.pop()
                case "blockquote_open":
                    self.text += "> "
                case "fence" | "code_block":
                    self.text += token.content
                case "paragraph_close" | "heading_close":
                    self._fresh_line()

    def _inline(self, tokens: list[Token]) -> None:
        in_link = False
        for token in tokens:
            match token.type:
                case "link_open":
                    self.text += str(token.attrs.get("href", ""))
                    in_link = True
                case "link_close":
                    in_link = False
                case _ if in_link:
                    continue
                case "text":
                    self.text += token.content
                case "softbreak" | "hardbreak":
                    self.text += "\n"
                case "strong_open" | "strong_close":
                    self.text += "*"
                case "em_open" | "em_close":
                    self.text += "_"
                case "code_inline":
                    self.text += f"`{token.content}`"

    def _item(self) -> None:
        number = self._item_numbers[-1]
        if number is None:
            self.text += "- "
            return
        self.text += f"{number}. "
        self._item_numbers[-1] = number + 1

    def _fresh_line(self) -> None:
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"
