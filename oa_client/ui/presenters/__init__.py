"""What a view shows and asks for, without widgets: tested without a window."""
