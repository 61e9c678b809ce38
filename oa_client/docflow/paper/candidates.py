"""Which faces may play which role, best first; names of files as the systems ship them."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROLES = ("小标宋", "仿宋", "楷体", "黑体", "宋体")
"""The five faces that GB/T 9704 names."""


@dataclass(frozen=True)
class Candidate:
    """A face that may play a role: its files, its name within a collection, and whether it is
    the face that the standard means. `bolder` thickens the strokes by that part of the size.
    """

    files: tuple[str, ...]
    standard: bool = False
    within: str = ""
    bolder: float = 0.0


def _own(*files: str, within: str = "") -> Candidate:
    return Candidate(files, standard=True, within=within)


_SERIF = Candidate(("NotoSerifSC-Regular.otf", "SourceHanSerifSC-Regular.otf"))
_SERIF_CJK = Candidate(
    ("NotoSerifCJK-Regular.ttc", "SourceHanSerif-Regular.ttc"), within="NotoSerifCJKsc"
)
_SANS = Candidate(("NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf"))
_SANS_CJK = Candidate(("NotoSansCJK-Regular.ttc",), within="NotoSansCJKsc")
_SYMBOLS = Candidate(("DejaVuSans.ttf", "seguisym.ttf"))
_RARE = Candidate(("simsunb.ttf", "HanaMinB.ttf", "hanazono-b.ttf", "TH-Tshyn-P2.ttf"))
_LAST = (_SERIF_CJK, _SERIF, _SANS_CJK, _SANS, _RARE, _SYMBOLS)

CANDIDATES: dict[str, tuple[Candidate, ...]] = {
    "小标宋": (
        _own("FZXBSJW.TTF", "FZXBSJW--GB1-0.TTF", "FZXiaoBiaoSong-B05S.ttf", "方正小标宋简体.ttf"),
        _own("FZXBSK.TTF", "FZXiaoBiaoSong-B05.ttf", "方正小标宋_GBK.ttf"),
        Candidate(("NotoSerifCJK-Bold.ttc",), within="NotoSerifCJKsc"),
        Candidate(("NotoSerifSC-Bold.otf", "SourceHanSerifSC-Bold.otf")),
        Candidate(("FandolSong-Bold.otf",)),
        Candidate(_SERIF_CJK.files, within=_SERIF_CJK.within, bolder=1 / 32),
        Candidate(_SERIF.files, bolder=1 / 32),
        *_LAST,
    ),
    "仿宋": (
        _own("simfang_GB2312.ttf", "仿宋_GB2312.ttf", "FangSong_GB2312.ttf"),
        _own("simfang.ttf", "STFANGSO.TTF"),
        _own("FZFSK.TTF", "FZFSJW.TTF", "方正仿宋_GBK.ttf"),
        Candidate(("FandolFang-Regular.otf",)),
        *_LAST,
    ),
    "楷体": (
        _own("simkai_GB2312.ttf", "楷体_GB2312.ttf", "KaiTi_GB2312.ttf"),
        _own("simkai.ttf", "STKAITI.TTF"),
        _own("FZKTK.TTF", "FZKTJW.TTF", "方正楷体_GBK.ttf"),
        Candidate(("FandolKai-Regular.otf",)),
        Candidate(("LXGWWenKai-Regular.ttf", "LXGWWenKaiGB-Regular.ttf")),
        Candidate(("gkai00mp.ttf",)),
        *_LAST,
    ),
    "黑体": (
        _own("simhei.ttf", "STHEITI.TTF"),
        _own("FZHTK.TTF", "FZHTJW.TTF", "方正黑体_GBK.ttf"),
        Candidate(("FandolHei-Regular.otf",)),
        Candidate(_SANS_CJK.files, within=_SANS_CJK.within, bolder=1 / 45),
        Candidate(_SANS.files, bolder=1 / 45),
        Candidate(("wqy-zenhei.ttc",)),
        *_LAST,
    ),
    "宋体": (
        _own("simsun.ttc", within="SimSun"),
        _own("FZSSK.TTF", "FZSSJW.TTF", "方正书宋_GBK.ttf", "STSONG.TTF"),
        *_LAST[:2],
        Candidate(("FandolSong-Regular.otf",)),
        Candidate(("gbsn00lp.ttf",)),
        *_LAST,
    ),
}
"""Candidates by role; the first whose file is found is the role's face, the rest help it out."""


def font_dirs() -> list[Path]:
    """Where this system keeps its fonts, and the fonts that came with the program."""
    home = Path.home()
    dirs: list[Path] = []
    if sys.platform == "win32":
        dirs.append(Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts")
        local = os.environ.get("LOCALAPPDATA")
        dirs += [Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        dirs += [data / "fonts", home / ".fonts", Path("/usr/local/share/fonts")]
        dirs += [Path("/usr/share/fonts"), Path("/opt/kingsoft/wps-office/office6/fonts")]
        dirs += [Path("/usr/share/texlive/texmf-dist/fonts"), Path("/usr/share/texmf/fonts")]
    return [*dirs, *bundled_dirs()]


def bundled_dirs() -> list[Path]:
    """The pip package whose faces are the last resort."""
    from importlib.util import find_spec

    spec = find_spec("pylopdf_fonts_zh_cn")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) for place in places or ()]
