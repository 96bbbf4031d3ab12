"""The sandbox's own calls: what customers, staff and stylists do, and what a test or the page
wants to see or change."""
