"""发文起草: a draft's elements, its text and files, its page, and how it is filed and sent."""
