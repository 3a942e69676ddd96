"""Code lists: how cases begin and are investigated, how reviews end, what factors they had."""
