"""`oa-client` alone: the window; it is imported only when it is asked for."""

from argparse import Namespace

from oa_client.commands.answers import Answer
from oa_client.display import has_display, reaches_screen
from oa_client.docflow.model.errors import BadInput, OfficeError
from oa_client.ui import preferences, wording


def window(args: Namespace) -> Answer:
    """Open the window and stay until it is closed.

    Raises:
        BadInput: `no-display`, where no window can be seen or the system lacks libraries for it.
        StoreUnavailable: where the office can't be used; said on the screen too.
    """
    if not has_display() or not reaches_screen():
        raise BadInput("no-display")
    try:
        from oa_client.opening import opening
    except ImportError:
        raise BadInput("no-display") from None
    kept = preferences.read(preferences.place()).language
    language = args.lang or (kept if kept in wording.LANGUAGES else args.language)
    sign = opening(language)
    try:
        from oa_client import window as opened

        place = opened.usual_office([args.place["OFFICE"]] if args.place["OFFICE"] else [])
        return Answer(None, [], opened.run(place, args.login, language, sign))
    except OfficeError as failure:
        sign.stay(wording.say(failure.code, failure.facts, language))
        raise
