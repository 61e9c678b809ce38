"""`oa bench [--quick] [--json]`, and `oa bench --soak SECONDS` for a day at fifty PCs."""

import argparse
import json
import sys

from tests.bench.soak import soak
from tests.bench.work import rows


def main() -> int:
    """Measure and say."""
    parser = argparse.ArgumentParser(prog="oa bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--soak", type=float, metavar="SECONDS")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--faults", type=float, default=5.0, metavar="PERCENT")
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS")
    args = parser.parse_args()
    if args.soak:
        found = soak(args.clients, args.soak, args.faults, args.pause)
        print(json.dumps(found, ensure_ascii=False, indent=None if args.json else 1))
        return int(any(found[wrong] for wrong in ("lost", "doubled", "skipped", "problems")))
    measured = rows(args.quick)
    if args.json:
        print(json.dumps({"rows": measured}, ensure_ascii=False))
        return 0
    for one in measured:
        print(f"{'✓' if one['met'] else '✗'} {one['work']:<45}"
              f"{one['ours']:>9.3f} ms {one['floor']:>9.3f} ms"
              f"{one['ratio']:>7.2f} ({one['goal']})")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
