"""Photos and QR codes: taking pictures in safely, keeping them, drawing codes.

``intake`` is the front door for uploads, ``store`` the only code that turns names into paths, ``qr``
draws codes. Nothing here knows of Flask or the database, apart from ``views``.
"""
