"""Where an office file must not lie: on a network drive, or in a folder that a cloud copies."""

import os
import sys
from pathlib import Path

_NETWORK = (
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "davfs",
    "fuse.sshfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.gvfsd-fuse", "ceph",
    "glusterfs", "lustre", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse",
)  # fmt: skip
"""Sorts of file system on which SQLite's locks do not hold."""

_CLOUD = (
    "onedrive", "dropbox", "google drive", "googledrive", "icloud", "icloud drive",
    "com~apple~clouddocs", "mobile documents", "坚果云", "nutstore", "nutstore files", "百度网盘",
    "baidunetdisk", "baidunetdiskworkspace", "百度网盘同步空间", "wps云盘", "wpsdrive",
    "wps cloud files", "kingsoft cloud files", "阿里云盘", "腾讯微云", "微云", "weiyun",
    "nextcloud", "owncloud",
)  # fmt: skip
"""Names of folders that a cloud service copies while they are being written."""

_REMOTE_DRIVE = 4
"""What Windows answers for a network drive."""


def danger(path: Path) -> str | None:
    """Why an office file should not lie here: `network-drive`, `cloud-folder`, or None."""
    whole = Path(os.path.realpath(path))
    if _on_network(whole):
        return "network-drive"
    return "cloud-folder" if any(_is_cloud(part) for part in whole.parts[:-1]) else None


def _is_cloud(part: str) -> bool:
    name = part.casefold()
    return name in _CLOUD or name.startswith(("onedrive - ", "onedrive-", "dropbox ("))


def _on_network(path: Path) -> bool:
    if sys.platform == "win32":
        return _on_windows_network(path)
    try:
        mounts = Path("/proc/mounts").read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    return sort_of_drive(path, mounts) in _NETWORK


def sort_of_drive(path: Path, mounts: str) -> str:
    """The sort of file system under a path, from the system's list of mounts."""
    best, sort = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        where = _plain(parts[1])
        inside = str(path) == where or str(path).startswith(where.rstrip("/") + "/")
        if inside and len(where) >= len(best):
            best, sort = where, parts[2]
    return sort


def _plain(mount: str) -> str:
    """A mount point without the octal signs that stand for spaces in the list."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        mount = mount.replace(code, sign)
    return mount


def _on_windows_network(path: Path) -> bool:
    if path.drive.startswith("\\\\"):
        return True
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there on Windows
    return bool(kernel.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE)
