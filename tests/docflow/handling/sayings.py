"""What people say with their acts: as they should, and as they should not."""

from typing import Any

Words = dict[str, list[dict[str, Any]]]

BODY = "一、检查范围\n全市。\n二、工作要求\n按时报送。"
ALL_WELL = {"answers": [True] * 5}

LAWFUL: Words = {
    "register": [
        {"title": "关于开展检查的通知", "issuer": "省厅", "number": "省发〔2026〕9号"},
        {"title": "关于防汛的紧急通知", "urgency": "特急"},
        {"title": "（涉密件）", "secrecy": "秘密"},
        {"title": "关于报送情况的函", "urgency": "加急", "body": BODY, "to": "各市"},
    ],
    "draft": [
        {"title": "关于情况的通知", "body": BODY, "to": ["各科室", "各区"]},
        {"title": "关于经费的请示", "kind": "请示", "body": BODY, "to": "省政府"},
        {"title": "关于复函的函", "kind": "函", "body": BODY, "to": "市局、县局",
         "countersigners": ["财务科", "法规科"], "order": "in-turn", "urgency": "特急"},
        {"title": "关于大事的通知", "body": BODY, "to": "各科室", "important": True},
        {"title": "关于进展的报告", "kind": "报告", "body": BODY, "to": "省厅"},
    ],
    "circulate-new": [
        {"title": "情况通报", "to": ["sun", "wu"], "body": "略"},
        {"title": "会议纪要", "to": ["法规科", "li", "chen"], "note": "请阅"},
    ],
    "examine": [ALL_WELL, ALL_WELL, ALL_WELL, ALL_WELL, ALL_WELL,
                {"answers": [True, False, True, True, True], "reason": "不归我办"}],
    "propose": [{"opinion": "拟请阅示"}, {"opinion": "请主要负责人批", "leader": "liu"}],
    "instruct": [{"opinion": "同意"}],
    "assign": [{"lead": "住建科", "assist": ["财务科", "zhao"]}, {"lead": "li", "assist": "zhou"},
               {"lead": "li"}],
    "undertake": [{"result": "已办"}],
    "circulate": [{"to": ["zhao", "wu"], "note": "请阅"}, {"to": "feng"}],
    "countersign": [{"opinion": "同意"}, {}, {"verdict": "agree"}, {"opinion": "同意"},
                    {"verdict": "disagree", "opinion": "没有依据"}],
    "submit": [{}, {}, {"countersigners": ["财务科", "法规科"], "order": "together"},
               {"countersigners": ["zhao", "sun"], "order": "in-turn"},
               {"countersigners": ["zhao", "sun"], "order": "any"}],
    "review": [{"opinion": "同意"}, {}, {}, {"countersigners": ["法规科"]}],
    "recheck": [{}, {}, {}, {"substantive": True}],
    "number": [{}, {}, {}, {"series": "临函"}, {"series": "临政", "start": 5, "ground": "接续"}],
    "revise": [{"body": BODY + "\n三、附则"}, {"title": "关于改过的通知"}, {"issuer": "某局"},
               {"countersigners": ["zhao"]}],
    "return": [{"reason": "再改"}, {"reason": "改后直送我", "then": "resume"},
               {"reason": "重来", "to": "draft"}, {"reason": "重来", "to": "check"},
               {"reason": "重批", "to": "instruct", "then": "resume"},
               {"reason": "改后直送", "to": "draft", "then": "resume"}],
    "transfer": [{"to": "li"}, {"to": "qian"}, {"to": "zhou"}, {"to": "sun"}, {"to": "zhao"}],
    "correct": [{"field": "note", "value": "此件公开", "reason": "漏录"},
                {"field": "copies", "value": 3, "reason": "错录"},
                {"field": "number", "value": "省发〔2026〕3号", "reason": "错录"},
                {"field": "urgency", "value": "加急", "reason": "错录"}],
    "void-number": [{"reason": "错号"}],
    "urge": [{"note": "请抓紧"}, {}],
    "print": [{"copies": 2}],
    "archive": [{"retention": "永久"}, {}],
    "receive": [{}, {}, {}, {"addressee": "省政府"}, {"addressee": "各区"}],
    "stand-in": [{"person": "liu", "days": 0}, {"person": "sun", "days": 1},
                 {"person": "wang", "days": 0}],
}  # fmt: skip
"""Words with which an act may be accepted, if it is its time and its author's to do."""

WORDS: Words = {
    "register": [{"title": ""}, {"title": " "}],
    "draft": [{"title": ""}, {"title": "关于没有正文的通知"},
        {"title": "关于进展的报告", "kind": "报告", "body": BODY + "妥否，请批示。", "to": "省厅"},
              {"title": "关于多头的请示", "kind": "请示", "body": BODY, "to": ["省政府", "省厅"]}],
    "circulate-new": [{"title": "通报"}, {"title": "通报", "to": []}, {"to": "wu"}],
    "examine": [{"answers": [False] * 5}, {"answers": [True, True, False, True, True],
                                           "reason": ""}],
    "propose": [{}, {"opinion": ""}, {"opinion": "请李办", "leader": "li"}],
    "instruct": [{}],
    "assign": [{"lead": "无此科"}, {"lead": "zhou", "assist": ["住建科"]}],
    "undertake": [{}],
    "circulate": [{"to": []}, {}, {"to": "无此人"}],
    "countersign": [{"verdict": "disagree"}],
    "submit": [{"countersigners": ["无此人"]}],
    "review": [{"countersigners": ["无此人"]}],
    "number": [{"series": "临政", "start": 9, "ground": ""}, {"start": 77},
               {"series": "临函", "start": 2, "ground": "接续"}],
    "revise": [{}, {"title": " "}],
    "return": [{"reason": ""}, {"reason": "去别处", "to": "archive"}, {"reason": "去", "to": "x"}],
    "transfer": [{"to": "无此人"}, {"to": "liu"}, {"to": "feng"}],
    "correct": [{"field": "body", "value": "x", "reason": "y"},
                {"field": "kind", "value": "随笔", "reason": "y"},
                {"field": "title", "value": "新题", "reason": "y"},
                {"field": "nonsense", "value": "x", "reason": "y"},
                {"field": "note", "value": "x", "reason": ""}],
    "void-number": [{"reason": ""}],
    "archive": [{"retention": "三天"}],
    "receive": [{"addressee": "无此单位"}],
    "stand-in": [{"person": "liu", "days": -1}, {"person": "无此人", "days": 0},
                 {"person": "zhang", "days": 0}],
}  # fmt: skip
"""Words with which it may not, or hardly ever."""
