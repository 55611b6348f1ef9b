"""Pages (trang web): views, forms, templates and static files; no models, no rules of the business."""
