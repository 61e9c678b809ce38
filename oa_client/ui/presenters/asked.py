"""What each act asks of whoever does it, beside his opinion."""

ASKS = {
    "examine": ("answers", "reason"),
    "propose": ("leader",),
    "assign": ("lead", "assist"),
    "circulate": ("readers", "note"),
    "return": ("to", "then", "reason"),
    "transfer": ("to_person", "reason?"),
    "submit": ("countersigners", "order"),
    "abandon": (),
    "number": ("series", "start", "ground"),
    "print": ("copies", "accept"),
    "archive": ("retention",),
    "recheck": ("substantive",),
    "correct": ("field", "value", "reason"),
    "urge": ("note",),
    "answer-urging": ("said", "expected"),
    "void-number": ("reason",),
    "receive": ("addressee",),
    "link": ("document",),
    "stand-in": ("person", "from", "until"),
    "pause": ("listed_ground",),
    "resume": (),
    "ask-extension": ("until", "reason"),
    "grant-extension": (),
    "refuse-extension": ("reason",),
    "explain": ("said",),
    "withdraw-card": ("reason",),
    "supervise": ("ground", "by"),
    "report-progress": ("said",),
    "close-supervision": ("said",),
}
"""What each act asks for beside the opinion; an act that is not here is done at once."""

FINAL = ("abandon", "void-number")
"""Acts that nothing takes back; their button is not the colour of the ordinary one."""

CORRECTABLE = ("title", "issuer", "number", "date", "kind", "to", "cc", "note", "sender_contact")
