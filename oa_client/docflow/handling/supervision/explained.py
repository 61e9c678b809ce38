"""书面说明 as the supervisor's board counts them: given, waiting (待核), accepted, refused."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from oa_client.docflow.handling.book_lines import name_of, title_shown
from oa_client.docflow.handling.case import Office, Row
from oa_client.docflow.handling.clocks.assessments import state_of
from oa_client.docflow.handling.ports import Work

STATES = ("pending", "accepted", "refused")


def explanations(work: Work, documents: Mapping[str, Row]) -> list[Row]:
    """Every explanation given upon these documents, without its words, the oldest first.

    Returns:
        For each: `document`, `n`, `person` (for whom it speaks), `by`, `at`, `state` (`STATES`),
        `assessed_at`, `assessor`, `reason`.
    """
    acts = [act for act in work.acts("explain") if act["document"] in documents]
    done = {(row["document"], row["n"]): row for row in work.rows("assessment")} if acts else {}
    found = []
    for act in acts:
        row = done.get((act["document"], act["n"]))
        found.append({
            "document": act["document"], "n": act["n"], "person": act["for_"] or act["by"],
            "by": act["by"], "at": act["at"], "state": state_of(row),
            "assessed_at": row["at"] if row else None, "assessor": row["by"] if row else None,
            "reason": row["reason"] if row else None,
        })  # fmt: skip
    return found


def unassessed(work: Work, documents: Callable[[], Mapping[str, Row]]) -> int:
    """How many wait; which documents the asker may know of is asked only where any may."""
    if not work.acts("explain"):
        return 0
    return sum(1 for said in explanations(work, documents()) if said["state"] == "pending")


def waiting(work: Work, office: Office, documents: Mapping[str, Row]) -> list[Row]:
    """Explanations that wait for their assessment, with paper and name, the oldest first."""
    return [
        said | {"title": title_shown(documents[said["document"]]),
                "number": documents[said["document"]]["number"],
                "name": name_of(office, said["person"])}
        for said in explanations(work, documents) if said["state"] == "pending"
    ]  # fmt: skip


def counts(found: Iterable[Row], start: str, end: str) -> dict[str, int]:
    """How many were given in a period, and what has become of them: `given` and each of `STATES`.

    Args:
        found: as `explanations` gives them.
        start: the first moment that counts.
        end: the last.
    """
    states = Counter(said["state"] for said in found if start <= said["at"] <= end)
    return {"given": states.total(), **{state: states[state] for state in STATES}}
