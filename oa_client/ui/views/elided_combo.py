"""A choice whose words may be longer than its field: they end in dots, and the tip has them all."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from oa_client.ui import theme
from oa_client.ui.views.painted.lettering import advance, cut, one_line, tip


class ElidedCombo(QComboBox):
    """Cuts no word in two."""

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = one_line(option.currentText)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - theme.look().px(4)
        option.currentText = cut(words, self.font(), room)
        self.setToolTip(tip(words) if advance(words, self.font()) > room else "")
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()  # one that somebody still knows of would paint on into the next widget
