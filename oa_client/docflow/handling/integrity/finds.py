"""How each integrity signal is found; thresholds come from `resources/signals.toml`."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import timedelta
from statistics import median

from oa_client.docflow.handling.case import Row
from oa_client.docflow.handling.integrity.watched import JUDGING, Signal, Watched
from oa_client.docflow.model.moment import iso, parse
from oa_client.docflow.timelimit.limit import DAY

Limits = Mapping[str, int]


def queue_jumping(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """Later papers went unusually fast while an earlier one of their sort was left lying."""
    queues: dict[tuple[str, str, str], list[Row]] = {}
    for task in seen.tasks:
        if task["action"] != "read" and task["outcome"] != "cancelled":
            queues.setdefault((task["person"], task["stage"], task["urgency"]), []).append(task)
    for (person, stage, _), queue in queues.items():
        queue.sort(key=lambda task: str(task["opened_at"]))
        quick, slow = _unusual(seen, queue, limits)
        begun = [task["opened_at"] for task, _ in quick]
        for earlier in queue:
            closed = earlier["closed_at"] or "9999"
            later = quick[bisect_right(begun, earlier["opened_at"]) : bisect_left(begun, closed)]
            found = [
                (task, took, waited) for task, took in later
                if task["closed_at"] < closed and task["document"] != earlier["document"]
                and (waited := seen.worked(earlier["opened_at"], task["closed_at"], person))
                >= max(slow, took * limits["factor"] + 1)
            ]  # fmt: skip
            if found:
                task, took, waited = min(found, key=lambda one: one[1])
                facts = {"stage": stage, "earlier": earlier["document"], "waited": waited,
                         "took": took, "count": len(found)}  # fmt: skip
                yield Signal("queue-jumping", task["document"], (person,), task["closed_at"], facts)


def _unusual(seen: Watched, queue: list[Row], limits: Limits) -> tuple[list[tuple[Row, int]], int]:
    """Those of a queue that were done unusually fast, and what it is to lie unusually long.

    Measured by the median of the queue; where too few are done to say what is usual, all count.
    """
    done = [
        (task, seen.worked(task["opened_at"], task["closed_at"], task["person"])) for task in queue
        if task["closed_at"] and task["outcome"] == "done"
    ]  # fmt: skip
    if len(done) < limits["usual"]:
        return done, limits["wait"]
    half, factor = median(took for _, took in done), limits["factor"]
    quick = [(task, took) for task, took in done if took * factor < half]
    return quick, max(limits["wait"], round(half * factor))


def hasty(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """Judged seconds after a long text was opened."""
    for document, act, opened in _judged(seen, limits["characters"]):
        if opened is None:
            continue
        passed = int((parse(act["at"]) - parse(opened)).total_seconds())
        if passed <= limits["seconds"]:
            facts = {"action": act["code"], "seconds": passed, "characters": seen.lengths[document]}
            yield Signal("hasty", document, (act["by"],), act["at"], facts)


def unread(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """Judged without ever having been opened."""
    for document, act, opened in _judged(seen, limits["characters"]):
        if opened is None:
            facts = {"action": act["code"], "characters": seen.lengths[document]}
            yield Signal("unread", document, (act["by"],), act["at"], facts)


def _judged(seen: Watched, characters: int) -> Iterator[tuple[str, Row, str | None]]:
    """Judgements upon long texts, and when the one who judged opened it last before."""
    for document, acts in seen.by_document.items():
        if seen.lengths.get(document, 0) < characters:
            continue
        opened: dict[str, str] = {}
        for act in acts:
            if act["code"] == "opened":
                opened[act["by"]] = act["at"]
            elif act["code"] in JUDGING:
                yield document, act, opened.get(act["by"])


def out_of_hours(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """Work done while the office was closed."""
    found: dict[str, list[Row]] = {}
    for act in seen.acts:
        # what the office itself says is nobody's work
        silent = act["code"] == "opened" or not act["by"] or not act["document"]
        if not silent and not seen.calendar_of(act["by"]).open_at(act["at"]):
            found.setdefault(act["by"], []).append(act)
    for person, acts in found.items():
        if len(acts) >= limits["count"]:
            facts = {"count": len(acts), "first": acts[0]["at"], "last": acts[-1]["at"],
                     "documents": sorted({act["document"] for act in acts})}  # fmt: skip
            yield Signal("out-of-hours", None, (person,), acts[-1]["at"], facts)


def passed_around(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """Handed over and sent back, round and round."""
    for document, acts in seen.by_document.items():
        moves = [act for act in acts if act["code"] in ("transfer", "return")]
        if len(moves) >= limits["count"]:
            people = tuple(dict.fromkeys(act["by"] for act in moves))
            facts = {"count": len(moves),
                     "transfers": sum(act["code"] == "transfer" for act in moves)}  # fmt: skip
            yield Signal("passed-around", document, people, moves[-1]["at"], facts)


def late_relief(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """An extension or a pause just before the limit, or again and again."""
    for document, acts in seen.by_document.items():
        asked = [act for act in acts if act["code"] in ("ask-extension", "pause")]
        if not asked:
            continue
        people = tuple(dict.fromkeys(act["by"] for act in asked))
        if len(asked) >= limits["count"]:
            yield Signal("late-relief", document, people, asked[-1]["at"], {"count": len(asked)})
        for act in asked:
            left = _left(seen, document, act)
            if left is not None and left < limits["minutes"]:
                facts = {"action": act["code"], "left": left}
                yield Signal("late-relief", document, (act["by"],), act["at"], facts)


def _left(seen: Watched, document: str, act: Row) -> int | None:
    """Working minutes that were left of the task upon which it was asked."""
    for task in seen.tasks_of.get(document, ()):
        running = task["opened_at"] <= act["at"] and act["at"] <= (task["closed_at"] or "9999")
        if running and task["person"] in (act["by"], act["for_"]) and task["due"]:
            return seen.worked(act["at"], task["due"], task["person"])
    return None


def double_role(seen: Watched, _: Limits) -> Iterator[Signal]:
    """Judged in one's own name and in another's as well."""
    for document, acts in seen.by_document.items():
        judged = [act for act in acts if act["code"] in JUDGING]
        for person in dict.fromkeys(act["by"] for act in judged):
            own = [act for act in judged if act["by"] == person and not act["for_"]]
            lent = [act for act in judged if act["by"] == person and act["for_"]]
            if own and lent:
                last = max((*own, *lent), key=lambda act: str(act["at"]))
                facts = {"own": [act["code"] for act in own],
                         "for": [act["for_"] for act in lent]}  # fmt: skip
                yield Signal("double-role", document, (person,), last["at"], facts)


def number_void(seen: Watched, _: Limits) -> Iterator[Signal]:
    """Numbers that were given and then not used."""
    for row in seen.numbers:
        if row["void_at"]:
            people = tuple(
                act["by"] for act in seen.by_document.get(row["document"], ())
                if act["code"] == "void-number" and act["at"] == row["void_at"]
            )  # fmt: skip
            facts = {"number": row["text"], "reason": row["void_reason"]}
            yield Signal("number-void", row["document"], people, row["void_at"], facts)


def number_unused(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """Numbers that were taken long ago, and whose paper still has not gone out."""
    for row in seen.numbers:
        acts = seen.by_document.get(row["document"], ())
        if row["void_at"] or any(act["code"] == "issue" for act in acts):
            continue
        waited = seen.worked(row["at"], None)
        if waited >= limits["days"] * DAY:
            people = tuple(a["by"] for a in acts if a["code"] == "number" and a["at"] == row["at"])
            facts = {"number": row["text"], "unused": waited}
            yield Signal("number-unused", row["document"], people, iso(seen.until), facts)


def number_reserved(seen: Watched, _: Limits) -> Iterator[Signal]:
    """Numbers that were reserved and not used: past their day, or made void."""
    for row in seen.reserved:
        facts = {"number": row["text"], "until": row["until"]}
        if row["void_at"]:
            facts |= {"void": row["void_at"], "reason": row["void_reason"]}
            yield Signal("number-reserved", None, (row["by"],), row["void_at"], facts)
        elif not row["used_at"] and row["until"] < iso(seen.until):
            yield Signal("number-reserved", None, (row["by"],), row["until"], facts)


def bulk(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """Many papers judged within few minutes."""
    span, most = timedelta(minutes=limits["minutes"]), limits["count"]
    by_person: dict[str, list[Row]] = {}
    for act in seen.acts:
        if act["code"] in JUDGING:
            by_person.setdefault(act["by"], []).append(act)
    for person, acts in by_person.items():
        acts.sort(key=lambda act: str(act["at"]))
        first = 0
        while first + most <= len(acts):
            start = parse(acts[first]["at"])
            last = first
            while last + 1 < len(acts) and parse(acts[last + 1]["at"]) - start <= span:
                last += 1
            if last - first + 1 < most:
                first += 1
                continue
            facts = {"count": last - first + 1, "first": acts[first]["at"],
                     "documents": [act["document"] for act in acts[first : last + 1]]}  # fmt: skip
            yield Signal("bulk", None, (person,), acts[last]["at"], facts)
            first = last + 1


def outside_reading(seen: Watched, limits: Limits) -> Iterator[Signal]:
    """Papers opened within one day by somebody who has no part in their handling."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for document, acts in seen.by_document.items():
        working = {task["person"] for task in seen.tasks_of.get(document, ())}
        working |= {act["by"] for act in acts if act["code"] != "opened"}
        working.add(seen.creators.get(document, ""))
        for act in acts:
            if act["code"] == "opened" and act["by"] not in working:
                found.setdefault((act["by"], act["at"][:10]), {})[document] = act["at"]
    for (person, _), opened in found.items():
        if len(opened) >= limits["count"]:
            facts = {"count": len(opened), "documents": sorted(opened)}
            yield Signal("outside-reading", None, (person,), max(opened.values()), facts)


def changed_after_signature(seen: Watched, _: Limits) -> Iterator[Signal]:
    """A new wording, or a return to the signature, once it had been given."""
    for document, acts in seen.by_document.items():
        signed = next((act for act in acts if act["code"] == "sign"), None)
        if signed is None:
            continue
        after = [act for act in acts if act["n"] > signed["n"]]
        again = [act for act in after if act["code"] in ("revise", "sign")]
        if again:
            people = tuple(dict.fromkeys(act["by"] for act in again))
            facts = {"signed": signed["at"], "signatory": signed["by"],
                     "acts": [act["code"] for act in again]}  # fmt: skip
            yield Signal("changed-after-signature", document, people, again[-1]["at"], facts)


def card_withdrawn(seen: Watched, _: Limits) -> Iterator[Signal]:
    """A card that was taken back."""
    for act in seen.acts:
        if act["code"] == "withdraw-card":
            yield Signal("card-withdrawn", act["document"], (act["by"],), act["at"], {})
