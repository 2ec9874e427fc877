"""The record: the contract with users, and its builder."""
