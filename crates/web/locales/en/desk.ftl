# desk/
