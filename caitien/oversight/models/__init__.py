"""What is kept of rounds (dữ liệu của đợt): the roster, rounds, what is asked, what was sent, and the sums."""

from caitien.oversight.models.asked import Asked as Asked
from caitien.oversight.models.bulk import BulkFile as BulkFile
from caitien.oversight.models.bulk import Bundle as Bundle
from caitien.oversight.models.form import OfficeForm as OfficeForm
from caitien.oversight.models.likeness import LensLook as LensLook
from caitien.oversight.models.likeness import Likeness as Likeness
from caitien.oversight.models.link import Offered as Offered
from caitien.oversight.models.link import SubmissionLink as SubmissionLink
from caitien.oversight.models.note import Note as Note
from caitien.oversight.models.petition import PetitionAnswer as PetitionAnswer
from caitien.oversight.models.petition import RaisedPetition as RaisedPetition
from caitien.oversight.models.roster import RosterSchool as RosterSchool
from caitien.oversight.models.round import Round as Round
from caitien.oversight.models.submission import AnswerFile as AnswerFile
from caitien.oversight.models.submission import Submission as Submission
from caitien.oversight.models.submission import Verdict as Verdict
from caitien.oversight.models.sums import LineFact as LineFact
from caitien.oversight.models.sums import LineSaid as LineSaid
from caitien.oversight.models.sums import PetitionTally as PetitionTally
from caitien.oversight.models.sums import Tally as Tally
from caitien.oversight.models.token import AccessToken as AccessToken
