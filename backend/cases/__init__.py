"""Cases (事项): what somebody brings forward and somebody else has to answer, whatever it is called."""
