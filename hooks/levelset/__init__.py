"""Levelset's core: from a folder of Markdown notes to a catalog of interview questions.

Nothing in this package knows which site generator it runs under.
"""
