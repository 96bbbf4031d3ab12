"""Google Calendar v3 and the token endpoint of service accounts."""
