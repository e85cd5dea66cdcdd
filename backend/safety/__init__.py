"""Keeping what members write fit for others to read: WeChat's check, a person's look, complaints (举报)."""
