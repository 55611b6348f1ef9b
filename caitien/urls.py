"""Addresses of the site (địa chỉ)."""
urlpatterns = []
