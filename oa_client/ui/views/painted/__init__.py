"""Parts that paint themselves: the row of a list, the flow strip, the 处理单, the page."""
