"""One person, one record: duplicates are found and explained, merged by staff, and parted again within 30 days."""
