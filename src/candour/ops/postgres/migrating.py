"""Migrations that redraw one model at a time.

Between two operations Django draws every model again that is joined to the changed one by foreign
keys. Here nearly all are, through the file they belong to, so that a first start spent three
quarters of its time on it. What a column's SQL needs of a foreign key, the table and the type of
its key, does not change while models come and fields are added; an operation that does change
them, or that reads rows, still gets all models drawn anew.
"""

from typing import Any

from django.db import models
from django.db.migrations.state import ModelState, ProjectState


class OneModelState(ProjectState):
    """The models between two operations; a change draws the changed model alone."""

    def add_model(self, model_state: ModelState) -> None:
        """Take up a new model, to which nothing refers yet."""
        self._locally("add_model", model_state)

    def add_field(
        self,
        app_label: str,
        model_name: str,
        name: str,
        field: "models.Field[Any, Any]",
        preserve_default: Any,
    ) -> None:
        """Take up a new column, which nothing refers to yet."""
        self._locally("add_field", app_label, model_name, name, field, preserve_default)

    def _append_option(self, *named: Any) -> None:
        self._locally("_append_option", *named)

    def _remove_option(self, *named: Any) -> None:
        self._locally("_remove_option", *named)

    def _locally(self, change: str, *arguments: Any) -> None:
        self._is_local = True
        try:
            getattr(super(), change)(*arguments)
        finally:
            self._is_local = False

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Draw a changed model again, and those joined to it where they may have changed too."""
        if not getattr(self, "_is_local", False):
            super().reload_model(app_label, model_name, delay)
        elif "apps" in self.__dict__:
            # Whoever reads rows asks for this, and gets all models drawn anew.
            self.is_delayed = True
            redrawing: Any = self
            redrawing._reload({(app_label, model_name)})

    def clone(self) -> Any:
        """Return a copy that draws one model at a time as well."""
        copied: Any = super().clone()
        copied.__class__ = OneModelState
        return copied
