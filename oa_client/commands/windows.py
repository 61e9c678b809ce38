"""`oa-client` alone: the window; it is imported only when it is asked for."""

from argparse import Namespace

from oa_client.commands.answers import Answer
from oa_client.docflow.model.errors import BadInput


def window(args: Namespace) -> Answer:
    """Open the window and stay until it is closed.

    Raises:
        BadInput: `no-display`, where no window can be seen or the system lacks libraries for it.
    """
    try:
        from oa_client import window as opened
    except ImportError:
        raise BadInput("no-display") from None
    place = opened.usual_office([args.place["OFFICE"]] if args.place["OFFICE"] else [])
    return Answer(None, [], opened.run(place, args.login, args.language))
