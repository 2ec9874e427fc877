"""What mentions mean and how they belong together."""
