"""Speed, as ratios side by side; nothing here is asserted."""
