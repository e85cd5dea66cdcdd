"""What the configuration says about public boards, set once at start."""

from __future__ import annotations

_are_public = True


def use_public_boards(are_public: bool) -> None:
    """Whether members may read what other members write; off without WeChat's category 社区/论坛."""
    global _are_public
    _are_public = are_public


def are_boards_public() -> bool:
    """Whether members may read what other members write."""
    return _are_public
