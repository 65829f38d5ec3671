"""Who should pair with whom, and why."""
