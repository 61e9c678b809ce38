"""What setup.cfg can't say: the packages that are found, and resources/ as one of them."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["oa_client", "oa_client.*"]), "oa_client.resources"])
