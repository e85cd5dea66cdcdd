"""What happens to activities and signups: planning, signing up, the waitlist, review, and the words sent about it."""
