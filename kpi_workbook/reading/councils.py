"""The names of British councils, as headings give them: a column under one holds that council's figures.

Principal authorities of England, Wales, Scotland and Northern Ireland in the years 2009 to 2025 (from the Office for
National Statistics' register of geographic codes), without the words that say which kind of council each is.
"""

from __future__ import annotations

import re

_COUNTIES = """Cambridgeshire; Cumbria; Derbyshire; Devon; Dorset; East Sussex; Essex; Gloucestershire; Hampshire;
Hertfordshire; Kent; Lancashire; Leicestershire; Lincolnshire; Norfolk; North Yorkshire; Northamptonshire;
Nottinghamshire; Oxfordshire; Somerset; Staffordshire; Suffolk; Surrey; Warwickshire; West Sussex; Worcestershire;
Buckinghamshire"""
_LONDON = """Barking and Dagenham; Barnet; Bexley; Brent; Bromley; Camden; City of London; Croydon; Ealing; Enfield;
Greenwich; Hackney; Hammersmith and Fulham; Haringey; Harrow; Havering; Hillingdon; Hounslow; Islington;
Kensington and Chelsea; Kingston upon Thames; Lambeth; Lewisham; Merton; Newham; Redbridge; Richmond upon Thames;
Southwark; Sutton; Tower Hamlets; Waltham Forest; Wandsworth; Westminster"""
_METROPOLITAN = """Barnsley; Birmingham; Bolton; Bradford; Bury; Calderdale; Coventry; Doncaster; Dudley; Gateshead;
Kirklees; Knowsley; Leeds; Liverpool; Manchester; Newcastle; Newcastle upon Tyne; North Tyneside; Oldham; Rochdale;
Rotherham; Salford; Sandwell; Sefton; Sheffield; Solihull; South Tyneside; St Helens; Stockport; Sunderland; Tameside;
Trafford; Wakefield; Walsall; Wigan; Wirral; Wolverhampton"""
_UNITARY = """Bath and North East Somerset; Bedford; Blackburn with Darwen; Blackburn; Blackpool; Bournemouth;
Bournemouth, Christchurch and Poole; BCP; Bracknell Forest; Brighton and Hove; Brighton; Bristol; Central Bedfordshire;
Cheshire East; Cheshire West and Chester; Cheshire West; Cornwall; County Durham; Cumberland; Darlington; Derby;
Durham; East Riding of Yorkshire; East Riding; Halton; Hartlepool; Herefordshire; Hull; Isle of Wight; Isles of Scilly;
Kingston upon Hull; Leicester; Luton; Medway; Middlesbrough; Milton Keynes; North East Lincolnshire;
North Lincolnshire; North Northamptonshire; North Somerset; Northumberland; Nottingham; Peterborough; Plymouth; Poole;
Portsmouth; Reading; Redcar and Cleveland; Rutland; Shropshire; Slough; South Gloucestershire; Southampton;
Southend; Southend on Sea; Stockton on Tees; Stockton; Stoke; Stoke on Trent; Swindon; Telford and Wrekin; Telford;
Thurrock; Torbay; Warrington; West Berkshire; West Northamptonshire; Westmorland and Furness; Wiltshire;
Windsor and Maidenhead; Wokingham; York"""
_DISTRICTS = """Adur; Amber Valley; Arun; Ashfield; Ashford; Babergh; Basildon; Basingstoke and Deane; Bassetlaw; Blaby;
Bolsover; Boston; Braintree; Breckland; Brentwood; Broadland; Bromsgrove; Broxbourne; Broxtowe; Burnley; Cambridge;
Cannock Chase; Canterbury; Castle Point; Charnwood; Chelmsford; Cheltenham; Cherwell; Chesterfield; Chichester; Chorley;
Colchester; Cotswold; Crawley; Dacorum; Dartford; Derbyshire Dales; Dover; East Cambridgeshire; East Devon;
East Hampshire; East Hertfordshire; East Lindsey; East Staffordshire; East Suffolk; Eastbourne; Eastleigh; Elmbridge;
Epping Forest; Epsom and Ewell; Erewash; Exeter; Fareham; Fenland; Folkestone and Hythe; Forest of Dean; Fylde; Gedling;
Gloucester; Gosport; Gravesham; Great Yarmouth; Guildford; Harborough; Harlow; Hart; Hastings; Havant; Hertsmere;
High Peak; Hinckley and Bosworth; Horsham; Huntingdonshire; Hyndburn; Ipswich; King's Lynn and West Norfolk; Lancaster;
Lewes; Lichfield; Lincoln; Maidstone; Maldon; Malvern Hills; Mansfield; Melton; Mid Devon; Mid Suffolk; Mid Sussex;
Mole Valley; New Forest; Newark and Sherwood; Newcastle under Lyme; North Devon; North East Derbyshire;
North Hertfordshire; North Kesteven; North Norfolk; North Warwickshire; North West Leicestershire; Norwich;
Nuneaton and Bedworth; Oadby and Wigston; Oxford; Pendle; Preston; Redditch; Reigate and Banstead; Ribble Valley;
Rochford; Rossendale; Rother; Rugby; Runnymede; Rushcliffe; Rushmoor; Sevenoaks; South Cambridgeshire;
South Derbyshire; South Hams; South Holland; South Kesteven; South Norfolk; South Oxfordshire; South Ribble;
South Staffordshire; Spelthorne; St Albans; Stafford; Staffordshire Moorlands; Stevenage; Stratford on Avon; Stroud;
Surrey Heath; Swale; Tamworth; Tandridge; Teignbridge; Tendring; Test Valley; Tewkesbury; Thanet; Three Rivers;
Tonbridge and Malling; Torridge; Tunbridge Wells; Uttlesford; Vale of White Horse; Warwick; Watford; Waverley; Wealden;
Welwyn Hatfield; West Devon; West Lancashire; West Lindsey; West Oxfordshire; West Suffolk; Winchester; Woking;
Worcester; Worthing; Wychavon; Wyre; Wyre Forest"""
_WALES = """Anglesey; Isle of Anglesey; Blaenau Gwent; Bridgend; Caerphilly; Cardiff; Carmarthenshire; Ceredigion;
Conwy; Denbighshire; Flintshire; Gwynedd; Merthyr Tydfil; Monmouthshire; Neath Port Talbot; Newport; Pembrokeshire;
Powys; Rhondda Cynon Taf; Swansea; Torfaen; Vale of Glamorgan; Wrexham"""
_SCOTLAND = """Aberdeen; Aberdeen City; Aberdeenshire; Angus; Argyll and Bute; Clackmannanshire; Dumfries and Galloway;
Dundee; Dundee City; East Ayrshire; East Dunbartonshire; East Lothian; East Renfrewshire; Edinburgh; Falkirk; Fife;
Glasgow; Glasgow City; Highland; Inverclyde; Midlothian; Moray; Na h-Eileanan Siar; North Ayrshire; North Lanarkshire;
Orkney; Perth and Kinross; Renfrewshire; Scottish Borders; Shetland; South Ayrshire; South Lanarkshire; Stirling;
West Dunbartonshire; West Lothian"""
_NORTHERN_IRELAND = """Antrim and Newtownabbey; Ards and North Down; Armagh City, Banbridge and Craigavon; Belfast;
Causeway Coast and Glens; Derry City and Strabane; Fermanagh and Omagh; Lisburn and Castlereagh;
Mid and East Antrim; Mid Ulster; Newry, Mourne and Down"""

_KINDS = re.compile(
    r"\b(london borough of|royal borough of|city of|county of|city council|county council|borough council"
    r"|district council|metropolitan borough|mbc|mdc|council|cc|bc|dc|lb|rb|city|county|ua|la)\b"
)


def _plain(name: str) -> str:
    """A council's name as it is compared: lower case, `&` as `and`, no marks, no word for its kind."""
    words = re.sub(r"[^a-z ]+", " ", name.casefold().replace("&", " and ").replace("'", ""))
    return " ".join(_KINDS.sub(" ", words).split())


_EVERY = ";".join((_COUNTIES, _LONDON, _METROPOLITAN, _UNITARY, _DISTRICTS, _WALES, _SCOTLAND, _NORTHERN_IRELAND))
_NAMES = frozenset(_plain(name) for name in _EVERY.split(";"))


def is_council(heading: str) -> bool:
    """Whether a heading is a council's name (`Stoke-on-Trent`, `LB Camden`, `Bristol City Council`)."""
    return not any(letter.isdigit() for letter in heading) and _plain(heading) in _NAMES
