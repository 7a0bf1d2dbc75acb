"""Reports: where a reader says that an answer is wrong, with the form filled in already."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from levelset.model import Question

ID, NOTE = "{id}", "{note}"
"""What stands in a form's address for a question's id and for its note."""

_GITHUB = f"issues/new?template=wrong-answer.yml&title=Wrong:+{ID}&question={ID}&note={NOTE}"
_GITLAB = f"-/issues/new?issue[title]=Wrong:+{ID}&issue[description]=Question:+{ID}%0ANote:+{NOTE}"


@dataclass(frozen=True)
class ReportForm:
    """The form for new issues of a repository; `address` is empty where there is none."""

    address: str

    def filled(self, question: Question) -> str:
        """The address of the form about this question; empty where there is none."""
        note = quote(question.note.removesuffix(".md"))
        return self.address.replace(ID, question.id).replace(NOTE, note)


def report_form(repository: str | None) -> ReportForm:
    """The form of a repository by its address: a GitHub issue form, or GitLab's new issue."""
    where = (repository or "").rstrip("/")
    host = urlsplit(where).hostname or ""
    if not host or "bitbucket" in host:
        return ReportForm("")
    return ReportForm(f"{where}/{_GITLAB if 'gitlab' in host else _GITHUB}")
