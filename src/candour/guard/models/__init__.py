"""Guard's tables: accounts and their keys, files and who may open them, sealed items, the log."""

from candour.guard.models.accounts import Account, Deployment, Scope
from candour.guard.models.ceremony import KeyRequest, KeyWait, SetUpCode
from candour.guard.models.files import File, Grant, Wall
from candour.guard.models.holds import LegalHold, LegalHoldLift
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
from candour.guard.models.outside import Cosignature, Publication, Tombstone

__all__ = [
    "Account",
    "Batch",
    "BatchImage",
    "Checkpoint",
    "Cosignature",
    "Deployment",
    "File",
    "FileKey",
    "Grant",
    "ImageColumns",
    "KeyRequest",
    "KeyShare",
    "KeyWait",
    "KeyWrap",
    "Leaf",
    "LegalHold",
    "LegalHoldLift",
    "OfficerCertificate",
    "PendingLeaf",
    "Publication",
    "Scope",
    "SealedItem",
    "SeatCertificate",
    "SetUpCode",
    "Tile",
    "Tombstone",
    "TreeLeaf",
    "Unlock",
    "VaultKey",
    "Wall",
    "WorkOrder",
    "WorkOrderEnd",
    "WorkerKey",
]
