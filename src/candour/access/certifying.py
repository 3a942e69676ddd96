"""The officers whose signatures make a seat's certificate: every seal is checked against them."""

from django.db import connection

from candour.core import certificates


def officers() -> tuple[certificates.OfficerCertificate, ...]:
    """Return the certifying officers that seat certificates are checked against."""
    with connection.cursor() as cursor:
        cursor.execute("select body, signature from access.officers()")
        return tuple(
            certificates.OfficerCertificate(body=bytes(body), signature=bytes(signature))
            for body, signature in cursor.fetchall()
        )
