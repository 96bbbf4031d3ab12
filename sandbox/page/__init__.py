"""What a person sees: the sandbox at `/`, and the payment page at `/checkout/{session}`."""
