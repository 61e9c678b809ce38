"""PDF/A-2b (ISO 19005-2): a file that can still be read as it was when its program is gone.

The drawing has every font in it and no outside references already; what is added here is what a
reader must know: which colours are meant, what the file is called, whose and of when it is.
"""

import io
import struct
from datetime import datetime
from functools import cache

import pikepdf
from lxml import etree
from PIL import ImageCms

from oa_client.docflow.model.files import Steps, silent
from oa_client.docflow.typeset.page import About

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MAKER = "oa_client"
_BORN = (2026, 1, 1, 0, 0, 0)
"""The date in the colour profile: the same in every file, so that the same paper is the same."""


def lasting(data: bytes, about: About, created: datetime, steps: Steps = silent) -> bytes:
    """The same pages as PDF/A-2b. The library that writes them holds every other thread until it
    is asked how far it is.
    """
    with pikepdf.open(io.BytesIO(data)) as file:
        for page in file.pages:
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        file.Root.OutputIntents = pikepdf.Array([_colours(file)])
        file.Root.Lang = pikepdf.String("zh-CN")
        file.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _described(file, about, created)
        out = io.BytesIO()
        file.save(
            out, deterministic_id=True, min_version="1.7", fix_metadata_version=False,
            progress=lambda percent: steps(percent, 100),
        )  # fmt: skip
        return out.getvalue()


def _described(file: pikepdf.Pdf, about: About, created: datetime) -> None:
    """The same facts twice, as the standard asks: for old readers and as XMP."""
    stamp = created.isoformat(timespec="seconds")
    offset = created.strftime("%z") or "+0000"
    old = created.strftime("D:%Y%m%d%H%M%S") + f"{offset[:3]}'{offset[3:]}'"
    facts = {
        "/Title": about.title, "/Author": about.author, "/Subject": about.subject,
        "/Creator": _MAKER, "/Producer": _MAKER, "/CreationDate": old, "/ModDate": old,
    }  # fmt: skip
    for name, value in facts.items():
        if value:
            file.docinfo[name] = value
        elif name in file.docinfo:
            del file.docinfo[name]
    for name in set(file.docinfo.keys()) - set(facts):
        del file.docinfo[name]
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said["pdfaid:part"], said["pdfaid:conformance"] = "2", "B"
        said["xmp:CreatorTool"] = said["pdf:Producer"] = _MAKER
        said["xmp:CreateDate"] = said["xmp:ModifyDate"] = stamp
        if about.title:
            said["dc:title"] = about.title
        if about.author:
            said["dc:creator"] = [about.author]
        if about.subject:
            said["dc:description"] = about.subject
    file.Root.Metadata.write(_declared(file.Root.Metadata.read_bytes()))


def _declared(packet: bytes) -> bytes:
    """The facts with their namespaces declared where they begin: some checkers look there alone."""
    tree = etree.fromstring(packet).getroottree()
    facts = tree.find(f".//{{{_RDF}}}Description")
    names = {part.prefix: etree.QName(part).namespace for part in facts}
    whole = etree.Element(facts.tag, dict(facts.attrib), nsmap={"rdf": _RDF} | names)
    whole.extend(list(facts))
    facts.getparent().replace(facts, whole)
    etree.cleanup_namespaces(tree, keep_ns_prefixes=[*names])
    return bytes(etree.tostring(tree, encoding="UTF-8"))


def _colours(file: pikepdf.Pdf) -> pikepdf.Dictionary:
    """The colours are those of the sRGB screen."""
    profile = pikepdf.Stream(file, _srgb())
    profile.N = 3
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB IEC61966-2.1", Info="sRGB IEC61966-2.1",
        DestOutputProfile=file.make_indirect(profile),
    )  # fmt: skip


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", *_BORN)
    return bytes(profile)
