"""Mazes: consent dialogs drawn from a seed, whose shortest refusal and acceptance are known before a browser opens.

An explorer that claims "there is no shorter way to refuse" is measured here. A maze is data (`model`), its truth is
computed from the data (`truth`), and its pages are played by real clicks to show that both agree (`playing`).
"""
