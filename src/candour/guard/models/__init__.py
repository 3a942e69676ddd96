"""Guard's tables: accounts and their keys, files and who may open them, sealed items, the log."""

from candour.guard.models.accounts import Account, Deployment, Scope
from candour.guard.models.files import File, Grant, Wall
from candour.guard.models.keys import (
    FileKey,
    KeyShare,
    KeyWrap,
    OfficerCertificate,
    SealedItem,
    SeatCertificate,
    Unlock,
    VaultKey,
    WorkerKey,
    WorkOrder,
    WorkOrderEnd,
)
from candour.guard.models.log import (
    Batch,
    BatchImage,
    Checkpoint,
    ImageColumns,
    Leaf,
    PendingLeaf,
    Tile,
    TreeLeaf,
)

__all__ = [
    "Account",
    "Batch",
    "BatchImage",
    "Checkpoint",
    "Deployment",
    "File",
    "FileKey",
    "Grant",
    "ImageColumns",
    "KeyShare",
    "KeyWrap",
    "Leaf",
    "OfficerCertificate",
    "PendingLeaf",
    "Scope",
    "SealedItem",
    "SeatCertificate",
    "Tile",
    "TreeLeaf",
    "Unlock",
    "VaultKey",
    "Wall",
    "WorkOrder",
    "WorkOrderEnd",
    "WorkerKey",
]
