"""What ties two things."""
