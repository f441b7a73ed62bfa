"""How much power is bought for tomorrow."""
