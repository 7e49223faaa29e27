"""Practice payments: a QR nobody's bank knows, a button instead of money, and the checks a careful seller makes."""
