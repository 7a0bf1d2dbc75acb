"""A line of Markdown and how far it has been read."""

from __future__ import annotations


class Line:
    """One line without its end. Tabs stop at every fourth column and may be read in part."""

    __slots__ = ("_column", "_in_tab", "_pos", "first", "indent", "number", "text")

    def __init__(self, text: str, number: int) -> None:
        self.text = text
        self.number = number
        self._pos = self._column = 0
        self._in_tab = False
        self._look()

    def _look(self) -> None:
        pos, column = self._pos, self._column
        while pos < len(self.text) and self.text[pos] in " \t":
            column += 4 - column % 4 if self.text[pos] == "\t" else 1
            pos += 1
        self.first = pos
        """Where the first unread character that is no space stands."""
        self.indent = column - self._column
        """How many columns of white space come before it."""

    @property
    def blank(self) -> bool:
        """True when nothing but white space is unread."""
        return self.first == len(self.text)

    @property
    def gap(self) -> int:
        """How many characters of white space are ahead, a tab read in part counted whole."""
        return self.first - self._pos

    @property
    def rest(self) -> str:
        """What is unread; the rest of a tab read in part as spaces."""
        if self._in_tab:
            return " " * (4 - self._column % 4) + self.text[self._pos + 1 :]
        return self.text[self._pos :]

    @property
    def words(self) -> str:
        """What is unread, without the white space before it."""
        return self.text[self.first :]

    def skip(self, characters: int) -> None:
        """Read the white space ahead and then this many characters, none of them a tab."""
        self._column += self.indent + characters
        self._pos = self.first + characters
        self._in_tab = False
        self._look()

    def skip_columns(self, columns: int) -> None:
        """Read at most this many columns of white space."""
        while columns > 0 and self._pos < self.first:
            width = 4 - self._column % 4 if self.text[self._pos] == "\t" else 1
            self._in_tab = width > columns
            self._pos += not self._in_tab
            self._column += min(width, columns)
            columns -= width
        self._look()

    def skip_all(self) -> None:
        """Read the rest."""
        self.skip(len(self.text) - self.first)
