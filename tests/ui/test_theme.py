"""The tokens can be read, grow with the zoom, and the sheet of styles is whole."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from oa_client import assets
from oa_client.ui import icons, theme

TEXT_ON_GROUND = [
    (theme.INK, theme.SURFACE), (theme.INK2, theme.SURFACE), (theme.INK3, theme.SURFACE),
    (theme.INK2, theme.BG), (theme.INK2, theme.SELECTION), (theme.INK3, theme.PAPER),
    (theme.ACCENT, theme.SURFACE), (theme.ACCENT, theme.ACCENT_TINT),
    (theme.ACCENT, theme.PHRASE_TINT), (theme.ACCENT, theme.WRITING_CELL),
    (theme.SURFACE, theme.ACCENT), (theme.NAV_TEXT, theme.NAV), (theme.NAV_HEADING, theme.NAV),
    (theme.SURFACE, theme.NAV_SELECTED), (theme.RED, theme.RED_TINT), (theme.RED, theme.SURFACE),
    (theme.YELLOW_TEXT, theme.YELLOW_TINT), (theme.YELLOW_TEXT, theme.WRITING_CELL),
    (theme.YELLOW_TEXT, theme.SURFACE), (theme.BLUE, theme.BLUE_TINT),
    (theme.GREEN, theme.GREEN_TINT), (theme.GREEN, theme.SURFACE),
    (theme.SHEET_RED, theme.PAPER), (theme.TOAST_LINK, theme.INK), (theme.SURFACE, theme.INK),
    *theme.AUTHORS,
]  # fmt: skip


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_all_text_can_be_read(text, ground, qapp):
    assert theme.contrast(text, ground) >= 4.5


def test_no_information_is_written_in_the_placeholder_colour(qapp):
    assert theme.contrast(theme.PLACEHOLDER, theme.SURFACE) < 4.5
    assert not re.search(r"(?<!-)color: @PLACEHOLDER", assets.path("window.qss").read_text("utf-8"))


def test_lengths_grow_with_the_zoom_and_hairlines_stay(dress):
    assert dress(1.5).px(372) == 558
    sheet = theme.style_sheet(theme.look())
    assert "font-size: 27px" in sheet  # a headline of 18
    assert "border: 1px solid" in sheet
    assert "1.5px solid" in sheet


def test_every_token_of_the_styles_exists(dress):
    assert "@" not in theme.style_sheet(dress())


def test_the_styles_are_understood(dress, qtbot):
    said = []
    before = qInstallMessageHandler(lambda kind, _, text: said.append((kind, text)))
    try:
        for role in ("primary", "blocked", "danger", "quiet", "link", "phrase", "nav"):
            button = QPushButton(role)
            button.setProperty("role", role)
            qtbot.addWidget(button)
            button.show()
            button.grab()
        field = QLineEdit()
        qtbot.addWidget(field)
        field.show()
    finally:
        qInstallMessageHandler(before)
    assert not [t for kind, t in said if kind != QtMsgType.QtDebugMsg and "style" in t.lower()]


def test_chinese_is_not_shown_as_boxes(dress):
    look = dress()
    for font in (look.sans(), look.serif(13), look.kai(16), look.fang(16)):
        assert theme.width_of("国", font) == pytest.approx(font.pixelSize(), abs=1)
    assert set(look.faces.kai) >= {look.faces.serif[0]}


def test_strong_text_is_stronger_even_without_a_bold_cut(dress, qtbot):
    from PySide6.QtGui import QImage, QPainter

    def ink(font):
        image = QImage(200, 40, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.setFont(font)
        painter.drawText(4, 30, "关于做好供暖")
        painter.end()
        return sum(255 - value for value in bytes(image.constBits()))

    look = dress()
    assert ink(look.sans(24, theme.STRONG)) > 1.15 * ink(look.sans(24))


def test_a_missing_face_is_named(dress):
    faces = theme.Faces(("A",), ("B",), ("B",), ("B",))
    assert faces.missing == ("楷体", "仿宋")
    assert theme.Faces(("A",), ("B",), ("KaiTi", "B"), ("FangSong",)).missing == ()


def test_every_picture_of_the_catalogue_exists(dress):
    for name in icons.CATALOGUE:
        assert not icons.icon(name, theme.INK).pixmap(16, 16).isNull(), name
    icons.forget()


def test_an_unknown_picture_is_an_error(dress):
    with pytest.raises(KeyError):
        icons.icon("no-such-picture", theme.INK)


def test_every_role_that_is_given_has_a_style(qapp):
    sheet = assets.path("window.qss").read_text("utf-8")
    views = Path(theme.__file__).parent / "views"
    given = {
        role
        for file in views.rglob("*.py")
        for role in re.findall(r'"role", "([a-z0-9-]+)"', file.read_text("utf-8"))
    }
    assert {role for role in given if f'[role="{role}"]' not in sheet} == set()


def test_no_style_asks_for_a_property_that_is_qts_own(qapp):
    asked = set(re.findall(r"\[(\w+)=", assets.path("window.qss").read_text("utf-8")))
    own = {
        QWidget.staticMetaObject.property(n).name()
        for n in range(QWidget.staticMetaObject.propertyCount())
    }
    assert asked & own == set()
