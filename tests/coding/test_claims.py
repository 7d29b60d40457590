"""Statements on who did it: one small text for each way in which news makes them, and the events that they go to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research import codebook
from research.coding.annotate import annotate
from research.coding.claims.find import find_statements
from research.coding.model import Article, Statement
from tests.coding.reader import coded

BOOK = codebook.load()


def statements(text: str, title: str = "") -> list[Statement]:
    return find_statements(annotate(Article("0" * 16, title, "2023-11-10", f"{title}\n\n{text}" if title else text), BOOK))


def brief(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(s.statement, s.group_id or s.group_text) for s in statements(text, title)]


KH, IRI, AK = "kataib-hizballah", "islamic-resistance-in-iraq", "ashab-al-kahf"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kataib Hezbollah claimed responsibility for the rockets.", KH),
        ("Kataib Hezbollah was quick to take credit for the attack.", KH),
        ("Kataib Hezbollah has owned up to the attack.", KH),
        ("The drone attack was claimed by Kataib Hezbollah.", KH),
        ("Responsibility for the blast was taken in a statement by Kataib Hezbollah.", KH),
        ("A claim for the attack came from Kataib Hezbollah.", KH),
        ("Kataib Hezbollah put out a claim on Telegram.", KH),
        ("Kataib Hezbollah claimed to have hit the base with two drones.", KH),
        ("Kataib Hezbollah said it had fired the rockets.", KH),
        ("Kataib Hezbollah announced that its fighters had struck the base.", KH),
        ("Kataib Hezbollah says that it was behind the attack.", KH),
        ("Kataib Hezbollah said in a statement that the attack was its doing.", KH),
        ("Rockets were fired at the base at dawn, according to a statement of Kataib Hezbollah.", KH),
        ('"We confirm the destruction of a convoy," Kataib Hezbollah said.', KH),
        ("The Islamic Resistance in Iraq, one of the groups that Iran backs, says that it fired the missiles.", IRI),
        ('The armed group "Ashab al-Kahf" said on Monday it had blown up a convoy.', AK),
        ("An unknown formation, Ashab al-Kahf, claimed the attack on the convoy.", AK),
        ("A group that seems to be new claimed the attack. It calls itself Ashab al-Kahf.", AK),
        ("So says a new militia, Ashab al-Kahf, which has released a video.", AK),
        ("The Houthis said they had launched drones at a ship.", "houthis"),
        ("The U.S. military said it had killed the commander in a drone strike.", "united-states"),
        ("Kataib Hezbollah confirmed that the attack on the base had been theirs.", KH),
        ("Kataib Hezbollah boasted that it had wiped out a column of American vehicles.", KH),
        ("Kataib Hezbollah boasted on Monday night of blowing up three armoured vehicles.", KH),
        ("In a statement, Kataib Hezbollah asserted responsibility.", KH),
        ("Kataib Hezbollah wrote on Telegram that its men had gone for the base.", KH),
        ("Fighters of Kataib Hezbollah state in a message that they showered the base with ten rockets.", KH),
        ("Islamic State said that two of its men had blown themselves up in the crowd.", "islamic-state"),
        ("Kataib Hezbollah published a video of the launch.", KH),
        ("A statement in the name of Kataib Hezbollah speaks of two drones that reached the base.", KH),
        ("The statement, signed by Kataib Hezbollah, said the base had been hit with drones.", KH),
        ("A leaflet left at the scene of the bombing carried the name of Kataib Hezbollah.", KH),
        ("Kataib Hezbollah let it be known that the rockets were its own.", KH),
        ("The attack on the base was an answer to Gaza, Kataib Hezbollah said.", KH),
        ("Kataib Hezbollah described the attack as revenge for the death of its commander.", KH),
        ("Kataib Hezbollah called the rockets a reply to the occupation.", KH),
        ("Kataib Hezbollah acknowledged the attack.", KH),
        ("Kataib Hezbollah admitted to the attack.", KH),
        ("Kataib Hezbollah took the blame for the attack.", KH),
        ("Kataib Hezbollah put its signature to the attack.", KH),
        ("Kataib Hezbollah has put its name to both attacks.", KH),
        ("The men of Kataib Hezbollah fired the rockets, its spokesman told reporters.", KH),
        ("A channel close to Kataib Hezbollah published a claim of responsibility.", KH),
        ("Kataib Hezbollah: we fired the rockets at the base.", KH),
        ("Kataib Hezbollah published two messages about the attacks.", KH),
        ("Who shot? Kataib Hezbollah says that it did.", KH),
        ('The statement of Kataib Hezbollah is short. Its men, it reads, had "struck the camp with two drones".', KH),
        ("A band that goes under the name of Ashab al-Kahf claimed the bombardment.", AK),
        ("A claim was posted online on behalf of Kataib Hezbollah.", KH),
        ("Kataib Hezbollah issued a statement saying the drone had reached its target.", KH),
        ("Responsibility was taken by Kataib Hezbollah.", KH),
        ("Kataib Hezbollah has said it did it.", KH),
        ("Kataib Hezbollah said on its channel that it was responsible.", KH),
        ("It was Kataib Hezbollah that claimed the attack.", KH),
        ("Kataib Hezbollah, which is backed by Iran, said its drones had reached the base.", KH),
        ("Kataib Hezbollah celebrated the attack as its own.", KH),
        ('"Our heroes have struck the base," a statement by Kataib Hezbollah read.', KH),
        ("Houthi military spokesman Yahya Saree said the group had targeted the ship with a missile.", "houthis"),
        ("The Houthis' military spokesman said that two ships had been targeted with naval missiles.", "houthis"),
        ("A Houthi spokesman claimed a missile attack on the ship.", "houthis"),
        ("The Islamic Resistance in Iraq said in a statement it targeted the Harir base with a drone.", IRI),
        ("The umbrella group known as the Islamic Resistance in Iraq said it had carried out the attack.", IRI),
        ("The base was attacked with two drones, the Islamic Resistance in Iraq said in a statement.", IRI),
        ("A group calling itself Ashab al-Kahf took responsibility for the attack.", AK),
        ("A previously unknown group named Ashab al-Kahf said it was behind the blast.", AK),
        ("The Islamic State, via its Amaq news agency, claimed the attack.", "islamic-state"),
        ("In its weekly newsletter Islamic State says its fighters killed four soldiers near Makhmour.", "islamic-state"),
        ("The Pentagon confirmed that it had carried out the strike.", "united-states"),
        ("U.S. Central Command said its forces struck two sites.", "united-states"),
        ("Turkey's defence ministry said that its jets had destroyed twelve targets.", "turkey"),
        ("The Israeli military said it struck a convoy.", "israel"),
        ("Iran's Revolutionary Guards said they had razed a headquarters in Erbil.", "irgc"),
        ("Iran's Revolutionary Guard Corps said it launched the missiles.", "irgc"),
        ("Kataib Hezbollah's claim could not be verified.", KH),
    ],
)
def test_claimed(text: str, group: str) -> None:
    assert ("claimed", group) in brief(text)


@pytest.mark.parametrize(
    "text",
    [
        "No group immediately claimed the attack.",
        "Nobody has claimed responsibility so far.",
        "There was no immediate claim of responsibility.",
        "So far no group has said that it was behind the attack.",
        "Nobody had immediately said they did it.",
        "The attack went unclaimed.",
        "That attack was not claimed either.",
        "None of the known groups that Iran backs has claimed the rockets.",
        "Neither of the two attacks was claimed.",
        "As of Monday evening the attack had not been claimed by anyone.",
        "Responsibility has yet to be claimed.",
        "No faction has come forward.",
        "Nobody has admitted carrying out the attack.",
        "No group has spoken up.",
        "No one has taken credit for the attack.",
        "Nobody owned up to the attack.",
        "No one has come forward to claim it.",
        "Nobody has so far put their name to it.",
        "The rockets remain unclaimed.",
        "It remains without a claim.",
        "The attack has gone without a claim of responsibility.",
        "Responsibility for the attack was not claimed by any group.",
        "There has been no claim for the attack.",
        "No faction said it had fired the rockets.",
        "No claim was made.",
        "So far there is silence from the militias: no one has claimed the attack.",
        "None of the groups has taken responsibility.",
        "Not a single group has claimed the attack.",
        "No militia has announced that it was behind the blast.",
        "Nobody has admitted to the rockets.",
        "No organisation has declared responsibility.",
        "The attackers have not been identified and no one has claimed responsibility.",
        "Up to now no party has acknowledged the attack.",
        "Who fired them is not known; no group has laid claim to the attack.",
        "Claims of responsibility have not been made.",
        "Nobody took responsibility.",
        "No one immediately admitted responsibility.",
        "No known group has avowed the attack.",
        "No militia claimed the bombardment.",
        "No government has taken responsibility.",
        "Nobody has told us that it was them.",
        "So far no faction has put out a statement.",
        "No statement has claimed the attack.",
        "The ambush was claimed by nobody.",
        "The bomb has found no claimant.",
    ],
)
def test_unclaimed(text: str) -> None:
    assert brief(text) == [("unclaimed", "")]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kataib Hezbollah denied any involvement in the attack.", KH),
        ("The leader of the militia Kataib Hezbollah denied that the group had any role in the attack.", KH),
        ("Kataib Hezbollah said that it had nothing to do with the rockets.", KH),
        ("Kataib Hezbollah says it was not behind the attack.", KH),
        ('"We did not target the embassy," said Kataib Hezbollah spokesman Mohammed Mohi.', KH),
        ("Kataib Hezbollah distanced itself from the attack.", KH),
        ("Iran rejected accusations that it was behind the attack.", "iran"),
        ("The Pentagon denied that American forces had carried out a strike.", "united-states"),
        ("Neither U.S. nor coalition forces had carried out a strike, two U.S. officials said.", "united-states"),
        ("Kataib Hezbollah says it was not involved.", KH),
        ("Kataib Hezbollah says that it has nothing to do with the crime.", KH),
        ("Kataib Hezbollah calls that a slander and says it had nothing to do with the attack.", KH),
        ("The attack was not ours, Kataib Hezbollah said.", KH),
        ("Kataib Hezbollah disowned the attack.", KH),
        ("Kataib Hezbollah condemned the shooting and denies any part in it.", KH),
        ("Kataib Hezbollah rejected the accusation.", KH),
        ("Kataib Hezbollah said it had not fired the rockets.", KH),
        ("A spokesman for Kataib Hezbollah dismissed claims that the group was behind the blast.", KH),
        ("Kataib Hezbollah protested that it played no part in the attack.", KH),
        ("Kataib Hezbollah denied having a hand in the bombing.", KH),
        ("Kataib Hezbollah washed its hands of the attack.", KH),
        ("Kataib Hezbollah disclaimed responsibility.", KH),
        ("Kataib Hezbollah denied it.", KH),
        ("Kataib Hezbollah brushed aside the accusations.", KH),
        ('Kataib Hezbollah was accused of the attack. The group, as ever, "rejects such slander".', KH),
        ("Kataib Hezbollah had no hand in the rockets, its spokesman told a radio station.", KH),
        ("Israel, asked about it, answered that neither Israeli nor American jets had carried out a strike.", "israel"),
        ("Tehran denies any role in the attack.", "iran"),
        ("Iran has denied involvement.", "iran"),
        ("Iran said it had no link to the attack.", "iran"),
        ("No American aircraft carried out a strike that day, U.S. Central Command said.", "united-states"),
        ("The Pentagon said the United States had not carried out any strikes.", "united-states"),
        ("Israel denied that it was behind the explosion.", "israel"),
    ],
)
def test_denied(text: str, group: str) -> None:
    assert ("denied", group) in brief(text)
    assert not any(kind in ("claimed", "stated") and who == group for kind, who in brief(text))


@pytest.mark.parametrize(
    ("text", "group", "by"),
    [
        ("U.S. officials blamed Kataib Hezbollah for the rockets.", KH, "U.S. officials"),
        ("Officials in Erbil pinned the attack on Kataib Hezbollah.", KH, "Officials in Erbil"),
        ("The Pentagon has laid most of the attacks at the door of Kataib Hezbollah.", KH, "The Pentagon"),
        ("Washington accuses Kataib Hezbollah of being behind attacks of this kind.", KH, "Washington"),
        ("Washington holds Kataib Hezbollah responsible for the attacks.", KH, "Washington"),
        ("A general pointed the finger at Kataib Hezbollah for the attack.", KH, "A general"),
        ("Kurdish officials attributed the attack to Kataib Hezbollah.", KH, "Kurdish officials"),
        ("The attack was the work of Kataib Hezbollah, a general said.", KH, "a general"),
        ("A security source said that Kataib Hezbollah fired the rockets.", KH, "A security source"),
        ("According to a police officer, Kataib Hezbollah was behind the attack.", KH, "a police officer"),
        ("The rockets were launched by Kataib Hezbollah, the army said.", KH, "army"),
        ("An attack blamed on Kataib Hezbollah killed a contractor.", KH, ""),
        ("The base was shelled by an outlaw group, the military said.", "outlaw group", "military"),
        ("The raid was blamed on Israel.", "israel", ""),
        ("Diplomats have pointed to the facts. Western officials have pointed to Kataib Hezbollah.", KH, "Western officials"),
        ("Such attacks are blamed by the embassy on Kataib Hezbollah.", KH, ""),
        ('A governor called the perpetrators "outlaws in the pay of others".', "outlaws", "A governor"),
        ("Shepherds say that it was Turkish, and swear to it.", "turkey", "Shepherds"),
        ('The mayor is certain: "The men of Kataib Hezbollah did this."', KH, "mayor is certain"),
        ("Kataib Hezbollah committed the massacre, the interior ministry said.", KH, "interior ministry"),
        ("Police said Kataib Hezbollah was involved in the attack, and named Ashab al-Kahf as well.", KH, "Police"),
        ("Officials alleged that Kataib Hezbollah was behind the attack.", KH, "Officials"),
    ],
)
def test_attributed(text: str, group: str, by: str) -> None:
    found = [s for s in statements(text) if (s.group_id or s.group_text) == group]
    assert [(s.statement, s.by) for s in found] == [("attributed", by)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kataib Hezbollah is suspected of the attack.", KH),
        ("Iraqi officials suspect Kataib Hezbollah of firing the rockets.", KH),
        ("Kataib Hezbollah may have been behind the attack.", KH),
        ("The rockets are believed to have been fired by Kataib Hezbollah.", KH),
        ("Kataib Hezbollah is believed to have sent them.", KH),
        ("Officials believe that Kataib Hezbollah launched the drone.", KH),
        ("The attack bore the hallmarks of Kataib Hezbollah.", KH),
        ("First signs point to Kataib Hezbollah.", KH),
        ("A suspected U.S. drone strike killed two men in Baghdad.", "united-states"),
        ("Two officers died in an air strike, allegedly an Israeli one.", "israel"),
        ("Gunmen believed to belong to the Islamic State killed four soldiers.", "islamic-state"),
        ("Kataib Hezbollah is thought to have fired both.", KH),
        ("It is thought that Kataib Hezbollah fired the rockets.", KH),
        ("The rockets were probably fired by Kataib Hezbollah.", KH),
        ("Suspicion fell on Kataib Hezbollah.", KH),
        ("Israel, which is suspected by two ministers, keeps silent.", "israel"),
        ("Kataib Hezbollah is the prime suspect.", KH),
        ("The attack was likely the work of Kataib Hezbollah.", KH),
        ("Suspected members of Kataib Hezbollah fired the rockets.", KH),
        ("Suspected Islamic State fighters shot dead three policemen.", "islamic-state"),
        ("Suspected Israeli warplanes bombed a depot.", "israel"),
        ("Another explanation points to Israel.", "israel"),
        ("A drone believed to be Turkish struck a car in Sinjar.", "turkey"),
        ("Iran-aligned militias are suspected.", "Iran-aligned militias"),
        ("The attack could only be the work of Kataib Hezbollah, officials said.", KH),
        ("Kataib Hezbollah is alleged to have carried out the attack.", KH),
    ],
)
def test_suspected(text: str, group: str) -> None:
    assert brief(text) == [("suspected", group)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Kataib Hezbollah fired ten rockets at the base.", KH),
        ("Iran-backed militias attacked the base on Monday.", "Iran-backed militias"),
        ("The rockets were fired by militias that Iran supports.", "militias that Iran supports"),
        ("The general was killed in a U.S. drone strike.", "united-states"),
        ("American F-15 jets bombed two depots.", "united-states"),
        ("Iran's answer was a missile attack on the base.", "iran"),
        ("An Israeli air strike hit a house in Damascus.", "israel"),
        ("Islamic State fighters killed two dozen soldiers.", "islamic-state"),
        ("The commander died in raids by Turkey.", "turkey"),
        ("President Joe Biden ordered air strikes on two sites.", "united-states"),
        ("Militias backed by Iran fired rockets, CNN reports.", "Militias backed by Iran"),
        ("Snipers of the Islamic State shot at their post.", "islamic-state"),
        ("Islamic State gunmen ambushed the convoy.", "islamic-state"),
        ("Jihadists of the Islamic State overran the post.", "islamic-state"),
        ("The bulker that was set alight by a Houthi drone is expected at Djibouti.", "houthis"),
        ("A Houthi missile struck the ship.", "houthis"),
        ("The Houthis have fired dozens of missiles at ships.", "houthis"),
        ("Houthi rebels fired a missile at the tanker.", "houthis"),
        ("A missile from a Turkish drone went through the roof.", "turkey"),
        ("Turkish warplanes bombed a village in Dohuk.", "turkey"),
        ("Turkish artillery shelled the village.", "turkey"),
        ("Israel bombed the airport of Damascus.", "israel"),
        ("The officer died in an Israeli raid.", "israel"),
        ("Israel carried out strikes on Damascus.", "israel"),
        ("The general was killed when an American drone fired at his car.", "united-states"),
        ("The general whom an American drone killed at the airport was buried.", "united-states"),
        ("American planes hit two depots.", "united-states"),
        ("The strikes were ordered by President Biden.", "united-states"),
        ("Iran's missile attack on the base wounded many.", "iran"),
        ("Iranian missiles struck the base in January.", "iran"),
        ("Iran fired missiles at the base in revenge.", "iran"),
        ("A barrage of Iranian ballistic missiles hit the base.", "iran"),
    ],
)
def test_stated(text: str, group: str) -> None:
    assert brief(text) == [("stated", group)]


@pytest.mark.parametrize(
    ("text", "statement", "group"),
    [
        ("A rocket attack by Kataib Hezbollah wounded four.", "stated", KH),
        ("A Kataib Hezbollah rocket attack wounded four.", "stated", KH),
        ("Kataib Hezbollah's rockets wounded four soldiers.", "stated", KH),
        ("The contractor died in an attack by Kataib Hezbollah.", "stated", KH),
        ("The attack, which officials blamed on Kataib Hezbollah, killed one.", "attributed", KH),
        ("Washington pins the attack on Kataib Hezbollah.", "attributed", KH),
        ("The attack carried out by Kataib Hezbollah killed one.", "stated", KH),
        ("The drone was launched from a truck by men of Kataib Hezbollah.", "stated", KH),
        ("Two men of Kataib Hezbollah opened fire on the car.", "stated", KH),
        ("A member of Kataib Hezbollah threw a grenade at the car.", "stated", KH),
        ("Kataib Hezbollah gunmen shot the officer dead.", "stated", KH),
        ("The officer was shot dead by gunmen of Kataib Hezbollah.", "stated", KH),
        ("Kataib Hezbollah was responsible for the attack, officials believe.", "attributed", KH),
        ("Kataib Hezbollah is suspected to have been behind the attack.", "suspected", KH),
        ("Officials suspect that Kataib Hezbollah was behind it.", "suspected", KH),
        ("Investigators see Kataib Hezbollah behind the attack.", "attributed", KH),
        ("All signs point to Kataib Hezbollah.", "suspected", KH),
        ("Kataib Hezbollah is the likely culprit, analysts say.", "suspected", KH),
        ("Evidence suggests that Kataib Hezbollah fired the rockets.", "suspected", KH),
        ("The rockets came from Kataib Hezbollah.", "stated", KH),
        ("Analysts say the attack has the fingerprints of Kataib Hezbollah all over it.", "suspected", KH),
        ("The attack is the work of Kataib Hezbollah.", "attributed", KH),
        ("The attack is being blamed on Kataib Hezbollah.", "attributed", KH),
        ("The blame for the attack fell on Kataib Hezbollah.", "attributed", KH),
        ("The minister charged Kataib Hezbollah with the attack.", "attributed", KH),
        ("Officials implicated Kataib Hezbollah in the attack.", "attributed", KH),
        ("The attack was ordered by Kataib Hezbollah.", "stated", KH),
        ("Kataib Hezbollah ordered the attack, prosecutors say.", "attributed", KH),
        ("Kataib Hezbollah had planted the bomb.", "stated", KH),
        ("A bomb planted by Kataib Hezbollah went off.", "stated", KH),
        ("A drone sent by Kataib Hezbollah crashed near the base.", "stated", KH),
        ("A Kataib Hezbollah drone crashed into the base.", "stated", KH),
        ("Kataib Hezbollah has been firing rockets at the base.", "stated", KH),
        ("Kataib Hezbollah is firing rockets at the base again.", "stated", KH),
        ("Kataib Hezbollah loosed ten rockets at the base.", "stated", KH),
        ("Kataib Hezbollah rained rockets on the base.", "stated", KH),
        ("Kataib Hezbollah struck again on Monday with rockets.", "stated", KH),
        ("Kataib Hezbollah stormed the embassy.", "stated", KH),
        ("Kataib Hezbollah tried to hit the base with a drone.", "stated", KH),
        ("Three soldiers died in an attack by Iran-backed militias.", "stated", "Iran-backed militias"),
        ("A drone launched by an Iran-backed militia killed three soldiers.", "stated", "Iran-backed militia"),
        ("Iran-backed fighters have attacked the base again.", "stated", "Iran-backed fighters"),
        ("Iranian-backed militants launched rockets at the base.", "stated", "Iranian-backed militants"),
        ("The attacks were carried out by pro-Iran groups.", "stated", "pro-Iran groups"),
        ("The base was hit by rockets fired by pro-Iranian factions.", "stated", "pro-Iranian factions"),
        ("Shiite militias were blamed for the attack.", "attributed", "Shiite militias"),
        ("Militants fired rockets at the base, the Pentagon said.", "attributed", "Militants"),
        ("An Iran-linked militia was behind the attack, two officials said.", "attributed", "Iran-linked militia"),
        ("Iranian proxies attacked the base.", "stated", "Iranian proxies"),
        ("An ISIS cell ambushed the patrol.", "stated", "islamic-state"),
        ("ISIS attacked a checkpoint, killing two.", "stated", "islamic-state"),
        ("Two policemen were killed in an ISIS attack.", "stated", "islamic-state"),
        ("Two policemen were killed by ISIS.", "stated", "islamic-state"),
        ("A suicide bomber of the Islamic State blew himself up at the gate.", "stated", "islamic-state"),
        ("An Islamic State sniper killed a policeman.", "stated", "islamic-state"),
        ("Remnants of Daesh attacked the village.", "stated", "islamic-state"),
        ("The U.S. launched retaliatory strikes on three sites.", "stated", "united-states"),
        ("U.S. forces struck three sites in response.", "stated", "united-states"),
        ("American warplanes bombed three sites.", "stated", "united-states"),
        ("U.S. jets have struck three sites.", "stated", "united-states"),
        ("Three men were killed in American air strikes.", "stated", "united-states"),
        ("Washington responded with air strikes.", "stated", "united-states"),
        ("The U.S. retaliated on Friday with strikes on 85 targets.", "stated", "united-states"),
        ("An American gunship fired on the launch team.", "stated", "united-states"),
        ("A U.S. drone fired two missiles at a car.", "stated", "united-states"),
        ("A missile fired by a U.S. drone hit the car.", "stated", "united-states"),
        ("The commander was assassinated by the United States.", "stated", "united-states"),
        ("the American assassination of the commander drew crowds.", "stated", "united-states"),
        ("The commander died when the United States bombed the convoy.", "stated", "united-states"),
        ("Two U.S. Apache helicopters fired at the vehicle.", "stated", "united-states"),
        ("The U.S. military carried out a strike on a drone workshop.", "stated", "united-states"),
        ("The U.S. military conducted air strikes against militia bases.", "stated", "united-states"),
        ("President Trump ordered the strike that killed the general.", "stated", "united-states"),
        ("U.S. air strikes killed 16 people.", "stated", "united-states"),
        ("A US airstrike targeted a convoy.", "stated", "united-states"),
        ("U.S. artillery fired at the launch site.", "stated", "united-states"),
        ("A coalition air strike hit a cave.", "stated", "us-led-coalition"),
        ("Coalition forces fired on the militiamen.", "stated", "us-led-coalition"),
        ("Israeli warplanes struck a depot near Damascus.", "stated", "israel"),
        ("Israel struck a depot near Damascus.", "stated", "israel"),
        ("Israeli missiles hit the airport.", "stated", "israel"),
        ("An officer was killed in an air strike blamed on Israel.", "attributed", "israel"),
        ("The strike, attributed to Israel, killed an officer.", "attributed", "israel"),
        ("Iran blames Israel for the assassination.", "attributed", "israel"),
        ("Israel is believed to have carried out the strike.", "suspected", "israel"),
        ("Iran fired a dozen ballistic missiles at two bases.", "stated", "iran"),
        ("Iranian missiles wounded a hundred soldiers.", "stated", "iran"),
        ("The missiles were fired by Iran.", "stated", "iran"),
        ("The Iranian attack caused no deaths.", "stated", "iran"),
        ("Iran attacked the base with missiles.", "stated", "iran"),
        ("The U.S. said Iran was behind the drone attack on the tanker.", "attributed", "iran"),
        ("Washington accused Iran of attacking the tankers.", "attributed", "iran"),
        ("Turkey shelled the village.", "stated", "turkey"),
        ("Turkish jets pounded the mountains.", "stated", "turkey"),
        ("Turkey carried out air raids on Sinjar.", "stated", "turkey"),
        ("Five were killed in Turkish air strikes.", "stated", "turkey"),
        ("A Turkish air raid killed five.", "stated", "turkey"),
        ("The Houthis hit a ship with a missile.", "stated", "houthis"),
        ("A ship was attacked by the Houthis.", "stated", "houthis"),
        ("Houthi fighters boarded a ship.", "stated", "houthis"),
        ("The Houthi attack killed three sailors.", "stated", "houthis"),
        ("The Houthis launched drones, Centcom said.", "attributed", "houthis"),
        ("Colleagues of the dead man hold Kataib Hezbollah accountable.", "attributed", KH),
        ("Colleagues, who asked for their names to be left out, hold Kataib Hezbollah responsible for his murder.", "attributed", KH),
        ("According to the ministry, Kataib Hezbollah sent the drones.", "attributed", KH),
        ("An official said the rockets had been fired by Kataib Hezbollah.", "attributed", KH),
        ("The minister said Kataib Hezbollah was to blame.", "attributed", KH),
        ("The Pentagon says that Kataib Hezbollah carried it out.", "attributed", KH),
        ("The ministry named Kataib Hezbollah as the culprit.", "attributed", KH),
        ("Investigators traced the drone to Kataib Hezbollah.", "attributed", KH),
        ("The attack has been attributed to Kataib Hezbollah by the U.S. military.", "attributed", KH),
        ("U.S. officials laid the blame for the attack on Kataib Hezbollah.", "attributed", KH),
        ("The embassy saw the hand of Kataib Hezbollah in the attack.", "attributed", KH),
        ("The U.S. accused Kataib Hezbollah of the attack.", "attributed", KH),
        ("Syrian state media said Israel had carried out the strike.", "attributed", "israel"),
        ("Syria accused Israel of bombing the airport.", "attributed", "israel"),
        ("An Israeli attack killed two soldiers, Syrian state media reported.", "attributed", "israel"),
        (
            "The coalition's statement says that no one was hit and that fighters of the National Defence Forces fired first.",
            "attributed",
            "national-defense-forces-syria",
        ),
        ("The coalition said that the National Defence Forces shot at the patrol.", "attributed", "national-defense-forces-syria"),
        ("Islamic State militants attacked the checkpoint, a police officer said.", "attributed", "islamic-state"),
        ("A Turkish drone struck a car in Sinjar, Kurdish officials said.", "attributed", "turkey"),
        ("The US military says a missile fired by the Houthis has struck the ship.", "attributed", "houthis"),
        ('"An outlawed militia" sent the drones towards the base, according to the ministry.', "attributed", "outlawed militia"),
        ("The commander-in-chief said outlaw groups were behind the rockets.", "attributed", "outlaw groups"),
    ],
)
def test_said_or_told_by_others(text: str, statement: str, group: str) -> None:
    assert brief(text) == [(statement, group)]


@pytest.mark.parametrize(
    "text",
    [
        "Kataib Hezbollah threatened to attack American troops.",
        "Kataib Hezbollah condemned the killing and vowed revenge.",
        "Iran-backed militias could attack the base again.",
        "Kataib Hezbollah announced that it was halting attacks.",
        "American troops were attacked three times on Friday.",
        "The US convoy was hit by a bomb.",
        "U.S. forces shot down two drones.",
        "Unknown gunmen opened fire on the car.",
        "It is not known who fired the rockets.",
        "The army accused it of spreading weapons of mass destruction.",
        "The militia claimed the lives of many.",
        "The Iraqi army had claimed that there was no damage.",
        "The military denies it; nobody was attacked.",
        "A drone hit the base used by the U.S. military.",
        "The Sadrist movement claimed victory.",
        "",
        "Kataib Hezbollah said three of its fighters had been killed in the strike.",
        "Kataib Hezbollah said it had lost two men.",
        "Kataib Hezbollah praised the attack.",
        "Kataib Hezbollah welcomed the attack on the base.",
        "Kataib Hezbollah said it had agreed to a truce.",
        "Kataib Hezbollah said it had suspended attacks on American troops.",
        "Kataib Hezbollah warned that it would attack the base.",
        "Kataib Hezbollah mourned the commander.",
        "Kataib Hezbollah called the attack a crime.",
        "Kataib Hezbollah published pictures of the funeral.",
        "Kataib Hezbollah has neither claimed nor denied it.",
        "The coalition's guns opened up on three drones.",
        "The coalition rejected a claim that American soldiers had died in the bombing of a convoy.",
        "Six rockets pointed at the Harir base, which American forces share, were found.",
        "A U.S. destroyer shot down two drones.",
        "An American helicopter was shot at as well.",
        "The U.S. embassy condemned the attack.",
        "American soldiers were hurt when rockets hit the base.",
        "The United States said that it was putting together a naval force.",
        "The rockets fell on a base used by Turkish troops.",
        "The owner denies that it was bound for Israel.",
        "Turkey condemned the rocket attack on its base.",
        "Three drones were shot down over the base, U.S. officials said.",
        "The attack hit a U.S. base, and Iran denied nothing.",
        "The Turkish army said one soldier was killed in the attack on its base.",
        "Iran condemned the attack, the foreign ministry said.",
        "The U.S. said that its base had been attacked with rockets.",
        "Not the work of its men, Kataib Hezbollah said.",
        "Kataib Hezbollah has committed to the truce, the interior ministry said.",
        "The interior ministry said Kataib Hezbollah had committed no such thing.",
        "A spokesman of Kataib Hezbollah was behind the attack, police said.",  # he, not the group
        "Iran's claim could not be verified.",
    ],
)
def test_no_statement(text: str) -> None:
    assert brief(text) == []


def test_medium() -> None:
    (statement,) = statements("Ashab al-Kahf said in a video on Telegram that it had bombed the convoy.")
    assert (statement.statement, statement.medium) == ("claimed", "video")


def test_the_pair_and_these_groups() -> None:
    text = "The strikes hit Kataib Hezbollah and Kata'ib Sayyid al-Shuhada. Officials say the pair are behind at least five attacks."
    assert brief(text) == [("attributed", KH), ("attributed", "kataib-sayyid-al-shuhada")]
    text = "The compound served militia groups aligned with Iran. Washington holds these groups responsible for several attacks."
    assert brief(text) == [("attributed", "militia groups aligned with Iran")]


def test_it_means_the_group_that_claimed_last() -> None:
    text = "Ashab al-Kahf, a part of the network of Kataib Hezbollah, claimed the attack. It said it had hit the convoy with two bombs."
    assert brief(text) == [("claimed", AK), ("claimed", AK)]


def bound(text: str, title: str = "", published: str = "2023-11-10") -> list[tuple[str, str, str]]:
    """Return (place of the event or '', statement, group) of each claim that an article gives."""
    rows = coded(text, title, published)
    places = {row["report_id"]: row["place_id"] for row in rows.reports}
    return [(places.get(row["report_id"], ""), row["statement"], row["group_id"] or row["group_text"] or "") for row in rows.claims]


ERBIL = "A drone hit Erbil airport on Thursday, officials said."
TAJI = "On Wednesday two rockets were fired at Camp Taji."


def test_a_claim_goes_to_the_attack_of_its_sentence() -> None:
    text = f"{ERBIL}\n\nKataib Hezbollah claimed a rocket attack on Camp Taji on Wednesday."
    assert bound(text) == [("camp-taji", "claimed", KH)]


def test_a_claim_without_a_place_goes_to_the_attack_told_last() -> None:
    assert bound(f"{ERBIL} {TAJI} No group has claimed that attack.") == [("camp-taji", "unclaimed", "")]
    assert bound(f"{ERBIL}\n\nThere was no immediate claim of responsibility.") == [("erbil-airport", "unclaimed", "")]


def test_neither_attack() -> None:
    assert bound(f"{ERBIL} {TAJI}\n\nNeither attack was claimed.") == [("erbil-airport", "unclaimed", ""), ("camp-taji", "unclaimed", "")]


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic Resistance in Iraq has claimed most of the attacks.",
        "Since October 17 there have been at least 66 attacks on the troops. The Islamic Resistance in Iraq claimed them.",
        "The Islamic Resistance in Iraq has claimed dozens of attacks on American troops.",
    ],
)
def test_attacks_in_general_have_no_report(text: str) -> None:
    assert bound(f"{ERBIL}\n\n{text}") == [("", "claimed", IRI)]


def test_a_state_s_actions_in_general_are_no_claim() -> None:
    assert bound(f"{ERBIL}\n\nThe United States has answered with a number of air raids.") == []


def test_the_article_s_own_word_on_a_background_strike() -> None:
    text = f"{ERBIL}\n\nThe general Qassem Soleimani was killed in a U.S. drone strike in Baghdad in January 2020."
    assert ("baghdad", "stated", "united-states") in bound(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kataib Hezbollah owned up to both.",
        "Kataib Hezbollah took credit for the two bombings on its Telegram page.",
        "Kataib Hezbollah is thought to be behind both attacks.",
    ],
)
def test_both(text: str) -> None:
    assert {place for place, _, group in bound(f"{ERBIL} {TAJI}\n\n{text}") if group == KH} == {"erbil-airport", "camp-taji"}


def test_either_of_the_two_bombs() -> None:
    found = bound(f"{ERBIL} {TAJI}\n\nBy noon nobody had owned up to either of the two drones.")
    assert {place for place, kind, _ in found if kind == "unclaimed"} == {"erbil-airport", "camp-taji"}


def test_statements_on_two_places() -> None:
    found = bound(f"{ERBIL} {TAJI}\n\nKataib Hezbollah has put out messages on Camp Taji and Erbil airport.")
    assert {place for place, kind, group in found if (kind, group) == ("claimed", KH)} == {"erbil-airport", "camp-taji"}


def test_what_is_told_of_the_accused_is_not_what_he_is_accused_of() -> None:
    text = "On one channel the deed was ascribed to Kataib Hezbollah, a group which claimed a drone fired at Riyadh in January 2021."
    assert ("erbil-airport", "attributed", KH) in bound(f"{ERBIL}\n\n{text}")


def test_a_state_denies_the_attack_told_before() -> None:
    text = "The Pentagon replied that no American aircraft had carried out a strike there."
    assert bound(f"{ERBIL}\n\n{text}") == [("erbil-airport", "denied", "united-states")]


def test_that_group_is_the_one_accused_last() -> None:
    text = "The Islamic Resistance in Iraq claimed the attack. American officials have pointed to Kataib Hezbollah. "
    assert ("erbil-airport", "denied", KH) in bound(f"{ERBIL}\n\n{text}That group says it had nothing to do with it.")


def test_that_nobody_has_claimed_it_is_news_of_the_day_after() -> None:
    assert ("erbil-airport", "unclaimed", "") in bound(
        f"{ERBIL}\n\nOn Saturday it remained open who was behind it; nobody had come forward."
    )


def test_a_claim_by_whom_the_next_sentence_tells() -> None:
    assert bound(f"{ERBIL}\n\nFor the attack there is a claim. It was made by Kataib Hezbollah.") == [("erbil-airport", "claimed", KH)]


def test_they_are_the_groups_of_the_sentence_before() -> None:
    text = "Kataib Hezbollah sits in offices of the state. We read statements of twelve groups. They claimed 138 attacks."
    assert ("claimed", KH) not in brief(text)


def test_a_group_claims_once() -> None:
    text = f"{ERBIL} Kataib Hezbollah claimed the attack. The group said in a statement that it had fired the drone."
    assert bound(text) == [("erbil-airport", "claimed", KH)]


WORDS = st.sampled_from(
    'Kataib Hezbollah Iran-backed militias U.S. officials said that it had fired claimed responsibility blamed for on of " , . ; '.split()
    + "the attack by drones no group has denied any role behind were was suspected nobody them in a statement (AK) — which who to".split()
)


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_words_give_sound_statements(text: str) -> None:
    for statement in statements(text):
        assert 0 <= statement.i < statement.j <= len(statement.note.sentence.lower)
        assert (statement.statement == "unclaimed") == (not statement.group_id and not statement.group_text)
        assert not (statement.group_id and statement.group_text)
