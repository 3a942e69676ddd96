"""Addresses of attached files, below the file that they belong to: a report or a case."""

from django.urls import path

from candour.cases.views import attachments

urlpatterns = [
    path("", attachments.attachments, name="attachments"),
    path("<uuid:blob>/", attachments.attachment, name="attachment"),
    path("<uuid:blob>/page/<int:page>/", attachments.preview, name="attachment-preview"),
    path("<uuid:blob>/copy/", attachments.clean_copy, name="attachment-copy"),
    path("<uuid:blob>/original/", attachments.original, name="attachment-original"),
]
